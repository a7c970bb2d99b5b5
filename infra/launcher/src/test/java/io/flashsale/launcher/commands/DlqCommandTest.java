package io.flashsale.launcher.commands;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands on a real broker. Each test has a topic of its own. */
class DlqCommandTest {
    @TempDir
    static Path state;

    private static OrphanGuard guard;
    private static Child kafka;
    private static HostPort broker;

    private record Answer(int code, String text) {}

    @BeforeAll
    static void startKafka() throws Exception {
        List<Integer> ports = FreePorts.find(2);
        broker = HostPort.local(ports.get(0));
        guard = OrphanGuard.start();
        ProgramRunner runner = new ProgramRunner(state.resolve("pids"), state.resolve("logs"), guard);
        kafka = runner.start(new KafkaProgram(state.resolve("kafka"), ports.get(0), ports.get(1)));
        kafka.awaitReady(Duration.ofSeconds(120));
        new Topics(broker).provision(false);
        new EnvFile(state.resolve("run.env")).write(Map.of("KAFKA_BOOTSTRAP", broker.toString()));
    }

    @AfterAll
    static void stopKafka() throws Exception {
        kafka.stop(Duration.ofSeconds(10));
        guard.close();
    }

    @Test
    void listsEveryTopicWithItsCount() {
        put("flashsale.switches.v1", "a", "x");
        put("flashsale.switches.v1", "b", "y");

        Answer answer = dlq("list");

        assertThat(answer.code()).isZero();
        assertThat(answer.text())
                .containsPattern("flashsale.switches.v1.dlq\\s+2\\s+2")
                .contains("flashsale.reservations.v1.dlq", "flashsale.sales.v1.dlq");
    }

    @Test
    void showsTheLatestWithWhenceAndWhy() {
        put("flashsale.sales.v1", "old", "older");
        put("flashsale.sales.v1", "s1", "{not json\u001b");

        Answer answer = dlq("show", "flashsale.sales.v1", "--limit", "1");

        assertThat(answer.code()).isZero();
        assertThat(answer.text())
                .contains(
                        "offset 1",
                        "flashsale-topic: flashsale.sales.v1",
                        "flashsale-offset: 42",
                        "flashsale-error: unreadable",
                        "key: s1",
                        "value: {not json\\x1b")
                .doesNotContain("older");
    }

    @Test
    void sendsEachBackOnceWithKeyValueAndOwnHeaders() {
        put("flashsale.orders.v1", "o1", "one");
        put("flashsale.orders.v1", "o2", "two");

        assertThat(dlq("replay", "flashsale.orders.v1.dlq", "--offset", "1").text())
                .contains("1 sent back.");
        assertThat(dlq("list").text()).containsPattern("flashsale.orders.v1.dlq\\s+2\\s+1");
        assertThat(dlq("replay", "flashsale.orders.v1", "--all").text())
                .contains("offset 0 sent back to flashsale.orders.v1", "1 sent back.");
        Answer again = dlq("replay", "flashsale.orders.v1", "--all");
        assertThat(again.code()).isZero();
        assertThat(again.text()).contains("0 sent back.");

        List<ConsumerRecord<byte[], byte[]>> back = records("flashsale.orders.v1", 6);
        assertThat(back)
                .extracting(each -> text(each.key()) + "=" + text(each.value()))
                .containsExactlyInAnyOrder("o1=one", "o2=two");
        assertThat(back).allSatisfy(each -> {
            assertThat(each.headers()).extracting(header -> header.key()).containsExactly("own");
        });
    }

    @Test
    void fetchesTheWholeOfALetterThatWasCut() throws Exception {
        long offset;
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            offset = producer.send(new ProducerRecord<>("flashsale.payments.v1", 3, bytes("p"), bytes("the whole")))
                    .get()
                    .offset();
            send(
                    producer,
                    letter("flashsale.payments.v1", "p", "the", 3, offset).headersAlso("flashsale-size", "9"));
            send(producer, letter("flashsale.payments.v1", "p", "gone", 3, 99).headersAlso("flashsale-size", "9"));
        }

        Answer answer = dlq("replay", "flashsale.payments.v1", "--all");

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.text()).contains("offset 1 stays: it was cut", "1 sent back, 1 kept.");
        assertThat(records("flashsale.payments.v1", 6))
                .extracting(each -> text(each.value()))
                .containsExactly("the whole", "the whole");
    }

    @Test
    void explainsWhatItCannotDo() throws Exception {
        assertThat(dlq("show", "nonsense"))
                .matches(answer -> answer.code() == 1)
                .extracting(Answer::text)
                .asString()
                .contains("'nonsense' has no dead letters", "flashsale.orders.v1.dlq");
        assertThat(dlq("replay", "flashsale.orders.v1").code()).isEqualTo(2);
        assertThat(dlq("show", "flashsale.orders.v1", "--limit", "0").code()).isEqualTo(2);
        assertThat(dlq("replay", "flashsale.reservations.v1", "--offset", "7").text())
                .contains("has no letter at offset 7");
        assertThat(dlq().code()).isEqualTo(2);
    }

    @Test
    void saysThatNothingIsUp(@TempDir Path empty) {
        Answer answer = execute("dlq", "list", "--state", empty.toString());
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.text()).contains("nothing is up").doesNotContain("\tat ");
    }

    @Test
    void saysThatKafkaDoesNotAnswer(@TempDir Path other) throws Exception {
        int nobody = FreePorts.find(1).get(0);
        new EnvFile(other.resolve("run.env")).write(Map.of("KAFKA_BOOTSTRAP", "127.0.0.1:" + nobody));
        Answer answer = execute("dlq", "list", "--state", other.toString());
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.text())
                .contains("Kafka at 127.0.0.1:" + nobody + " does not answer")
                .doesNotContain("\tat ");
    }

    private static Answer dlq(String... arguments) {
        List<String> all = new ArrayList<>(List.of("dlq"));
        all.addAll(List.of(arguments));
        if (arguments.length > 0) {
            all.addAll(List.of("--state", state.toString()));
        }
        return execute(all.toArray(String[]::new));
    }

    private static Answer execute(String... arguments) {
        StringWriter text = new StringWriter();
        CommandLine main = LauncherMain.commandLine();
        main.setOut(new PrintWriter(text)).setErr(new PrintWriter(text));
        int code = main.execute(arguments);
        return new Answer(code, text.toString());
    }

    private record Letter(ProducerRecord<byte[], byte[]> record) {
        Letter headersAlso(String name, String value) {
            record.headers().add(name, bytes(value));
            return this;
        }
    }

    private static void put(String topic, String key, String value) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            send(producer, letter(topic, key, value, 0, 42));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Letter letter(String topic, String key, String value, int partition, long offset) {
        return new Letter(new ProducerRecord<>(topic + ".dlq", bytes(key), bytes(value)))
                .headersAlso("own", "kept")
                .headersAlso("flashsale-topic", topic)
                .headersAlso("flashsale-partition", Integer.toString(partition))
                .headersAlso("flashsale-offset", Long.toString(offset))
                .headersAlso("flashsale-error", "unreadable");
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, Letter letter) throws Exception {
        producer.send(letter.record()).get();
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.toString()), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(String topic, int partitions) {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.toString(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            for (int partition = 0; partition < partitions; partition++) {
                TopicPartition each = new TopicPartition(topic, partition);
                consumer.assign(Set.of(each));
                long end = consumer.endOffsets(Set.of(each)).get(each);
                while (consumer.position(each) < end) {
                    consumer.poll(Duration.ofMillis(200)).forEach(all::add);
                }
            }
        }
        return all;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
