package io.flashsale.launcher.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.flashsale.launcher.fairness.Evidence;
import io.flashsale.launcher.fairness.TestEvidence;
import io.flashsale.launcher.state.EnvFile;
import io.flashsale.servers.Child;
import io.flashsale.servers.FreePorts;
import io.flashsale.servers.HostPort;
import io.flashsale.servers.KafkaProgram;
import io.flashsale.servers.OrphanGuard;
import io.flashsale.servers.ProgramRunner;
import io.flashsale.servers.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command on a real broker, with events as the contract has them, and an edge that shows what the contract says. */
class FairnessCommandTest {
    @TempDir
    static Path state;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Evidence FAIR = TestEvidence.lottery(3);
    private static final List<Future<RecordMetadata>> SENT = new ArrayList<>();

    private static OrphanGuard guard;
    private static Child kafka;
    private static HttpServer edge;
    private static KafkaProducer<String, String> producer;

    private record Answer(int code, String text) {}

    @BeforeAll
    static void start() throws Exception {
        List<Integer> ports = FreePorts.find(2);
        HostPort broker = HostPort.local(ports.get(0));
        guard = OrphanGuard.start();
        ProgramRunner runner = new ProgramRunner(state.resolve("pids"), state.resolve("logs"), guard);
        kafka = runner.start(new KafkaProgram(state.resolve("kafka"), ports.get(0), ports.get(1)));
        kafka.awaitReady(Duration.ofSeconds(120));
        new Topics(broker).provision(false);
        edge = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        edge.createContext("/api/sales/" + TestEvidence.SALE + "/fairness", exchange -> {
            byte[] body = JSON.writeValueAsBytes(shown());
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        edge.createContext("/admin/switches", exchange -> {
            boolean known = "Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = "{\"switches\":[]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        edge.start();
        new EnvFile(state.resolve("run.env"))
                .write(Map.of(
                        "ADMIN_TOKEN",
                        "secret",
                        "KAFKA_BOOTSTRAP",
                        broker.toString(),
                        "EDGE_URL",
                        "http://127.0.0.1:" + edge.getAddress().getPort()));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.toString()), new StringSerializer(), new StringSerializer());
        tellAll();
    }

    @AfterAll
    static void stop() throws Exception {
        producer.close(Duration.ofSeconds(5));
        edge.stop(0);
        kafka.stop(Duration.ofSeconds(10));
        guard.close();
    }

    @Test
    void gathersJudgesAndSaves() throws Exception {
        Path saved = state.resolve("evidence.json");
        Answer answer = fairness(TestEvidence.SALE, "--save", saved.toString(), "--state", state.toString());
        assertThat(answer.code()).as(answer.text()).isZero();
        assertThat(answer.text()).contains("FAIR:", FAIR.decisions().size() + " sampled decisions");
        assertThat(fairness("--from", saved.toString()).code()).isZero();
        Files.writeString(saved, Files.readString(saved).replaceFirst("\"admitted\" : false", "\"admitted\" : true"));
        assertThat(fairness("--from", saved.toString()).code()).isEqualTo(1);
    }

    @Test
    void aSaleThatThereIsNotIsExitCode2() {
        Answer answer = fairness("nosuchsale", "--state", state.toString());
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.text()).contains("there is no sale nosuchsale");
    }

    private static Answer fairness(String... arguments) {
        StringWriter text = new StringWriter();
        CommandLine main = LauncherMain.commandLine();
        main.setOut(new PrintWriter(text)).setErr(new PrintWriter(text));
        String[] all = new String[arguments.length + 1];
        all[0] = "fairness";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        int code = main.execute(all);
        return new Answer(code, text.toString());
    }

    private static void tellAll() throws Exception {
        Evidence.Sale sale = FAIR.sale();
        Evidence.Told told = FAIR.told().get(0);
        for (String state : new String[] {"SCHEDULED", "CLOSED"}) {
            tell(
                    "sales",
                    "SaleChanged",
                    state.equals("CLOSED") ? sale.closesAt() : told.at(),
                    Map.of(
                            "mode", sale.mode(),
                            "opensAt", Instant.ofEpochMilli(sale.opensAt()).toString(),
                            "closesAt", Instant.ofEpochMilli(sale.closesAt()).toString(),
                            "state", state,
                            "rankKey", sale.key(),
                            "rankCommitment", told.commitment()));
        }
        for (Evidence.LineEntry line : FAIR.lines()) {
            tell(
                    "lines",
                    "LineRaised",
                    Instant.parse(line.time()).toEpochMilli(),
                    Map.of(
                            "sequence", line.sequence(),
                            "line", Double.parseDouble(line.line()),
                            "previous", line.previous(),
                            "hash", line.hash()));
        }
        for (Evidence.Decision decision : FAIR.decisions()) {
            String event = event(
                    "DecisionsSampled",
                    decision.at(),
                    Map.of("edge", decision.edge(), "decisions", List.of(JSON.valueToTree(decision))));
            // As it may be: twice.
            publish("decisions", event);
            publish("decisions", event);
        }
        for (Evidence.Winner winner : FAIR.winners()) {
            tell(
                    "orders",
                    "OrderCreated",
                    winner.at(),
                    Map.of("buyerId", winner.buyerId(), "orderId", winner.orderId()));
        }
        publish("lines", "no json");
        for (Future<RecordMetadata> each : SENT) {
            each.get();
        }
    }

    private static void tell(String topic, String type, long at, Map<String, Object> fields) throws Exception {
        publish(topic, event(type, at, fields));
    }

    private static String event(String type, long at, Map<String, Object> fields) throws Exception {
        Map<String, Object> event = new LinkedHashMap<>(fields);
        event.put("id", UUID.randomUUID().toString());
        event.put("type", type);
        event.put("time", Instant.ofEpochMilli(at).toString());
        event.put("saleId", TestEvidence.SALE);
        return JSON.writeValueAsString(event);
    }

    private static void publish(String topic, String event) {
        SENT.add(producer.send(new ProducerRecord<>("flashsale." + topic + ".v1", TestEvidence.SALE, event)));
    }

    private static Map<String, Object> shown() {
        Evidence.Publication published = FAIR.published();
        return Map.of(
                "saleId", TestEvidence.SALE,
                "mode", published.mode(),
                "commitment", published.commitment(),
                "key", published.key(),
                "line", published.line(),
                "lines", published.lines());
    }
}
