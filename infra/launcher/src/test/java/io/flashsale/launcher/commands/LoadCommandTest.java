package io.flashsale.launcher.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.flashsale.launcher.state.EnvFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user gives it, with stand-ins for the edge and for the repository's Maven. */
class LoadCommandTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String LEDGER = """
            {"total":5,"available":0,"queued":0,"returning":0,"pendingPayment":%d,"paid":2,"rejected":0,"returned":0,
            "settled":true,"balanced":%s}""";

    @TempDir
    Path temporary;

    private Path root;
    private Path state;
    private HttpServer edge;

    @BeforeEach
    void runAnEdge() throws IOException {
        root = Files.createDirectories(temporary.resolve("a root"));
        state = Files.createDirectories(temporary.resolve("a state"));
        edge = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        edge.start();
        answer("/api/sales", "[]");
        answer("/admin/funnel/abcd", "{\"clicks\":20,\"accepted\":5,\"dropped\":{\"sold_out\":15}}");
        new EnvFile(state.resolve("run.env"))
                .write(Map.of(
                        "EDGE_URL", "http://127.0.0.1:" + edge.getAddress().getPort(), "ADMIN_TOKEN", "secret"));
    }

    @AfterEach
    void stopTheEdge() {
        edge.stop(0);
    }

    @Test
    void passesARunWhoseLedgerBalances() throws Exception {
        ledger(3, true);
        maven(0);

        Answer answer = load("RetryStorm", "--users", "20", "--stock", "5", "-Dpaying=40");

        assertThat(answer.text()).contains("Orders accepted      5 of 5 units", "Verdict              passed");
        assertThat(answer.code()).isZero();
        assertThat(Files.readAllLines(root.resolve("arguments")))
                .contains(
                        "gatling-sims",
                        "gatling:test",
                        "-Dgatling.simulationClass=io.flashsale.load.RetryStorm",
                        "-Dusers=20",
                        "-Dstock=5",
                        "-Dpaying=40",
                        "-Dflashsale.run-env=" + state.resolve("run.env"));
    }

    @Test
    void exitsWithOneWhenTheLedgerDoesNotBalance() throws Exception {
        ledger(3, false);
        maven(0);

        Answer answer = load();

        assertThat(answer.text()).contains("- the ledger does not balance");
        assertThat(answer.code()).isEqualTo(1);
    }

    @Test
    void exitsWithOneWhenMoreIsSoldThanThereIs() throws Exception {
        ledger(4, true);
        maven(0);

        Answer answer = load();

        assertThat(answer.text()).contains("- oversold: 6 of 5 units are sold");
        assertThat(answer.code()).isEqualTo(1);
    }

    @Test
    void exitsWithOneWhenAssertionsFailed() throws Exception {
        ledger(3, true);
        maven(1);

        Answer answer = load();

        assertThat(answer.text()).contains("- the simulation's assertions failed", "Buy: slow : false (actual : 9)");
        assertThat(answer.code()).isEqualTo(1);
    }

    @Test
    void refusesASimulationThatThereIsNotAndNamesThoseThatThereAre() throws Exception {
        Answer answer = load("Nonsense");

        assertThat(answer.text())
                .contains("'Nonsense' is none of OpeningSpike, RetryStorm, Soak, MixedCrowd, Overload");
        assertThat(answer.code()).isEqualTo(2);
    }

    @Test
    void refusesNumbersThatMakeNoSense() throws Exception {
        assertThat(load("--users", "0").code()).isEqualTo(2);
        assertThat(load("--stock", "many").code()).isEqualTo(2);
    }

    @Test
    void saysThatNothingIsUp() throws Exception {
        Files.delete(state.resolve("run.env"));

        Answer answer = load();

        assertThat(answer.text()).contains("nothing is up", "./flashsale up").doesNotContain("\tat ");
        assertThat(answer.code()).isEqualTo(1);
    }

    @Test
    void saysThatNoEdgeAnswersAnyMore() throws Exception {
        edge.stop(0);

        Answer answer = load();

        assertThat(answer.text()).contains("no Flash Sale answers at http://127.0.0.1:");
        assertThat(answer.code()).isEqualTo(1);
    }

    @Test
    void putsNoLoadOnAnotherMachine() throws Exception {
        new EnvFile(state.resolve("run.env"))
                .write(Map.of("EDGE_URL", "http://shop.example.com", "ADMIN_TOKEN", "secret"));

        Answer answer = load();

        assertThat(answer.text()).contains("not on this machine", "--allow-remote");
        assertThat(answer.code()).isEqualTo(1);
    }

    @Test
    void endsTheSimulationWhenItIsEnded() throws Exception {
        mavenScript("echo $$ > child.pid\nsleep 1000 &\necho $! > grandchild.pid\nwait\n");
        Process load = command(List.of())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        await().atMost(LIMIT)
                .until(() -> Files.exists(root.resolve("grandchild.pid"))
                        && !Files.readString(root.resolve("grandchild.pid")).isBlank());

        load.destroy();

        assertThat(load.waitFor(30, TimeUnit.SECONDS)).isTrue();
        for (String file : List.of("child.pid", "grandchild.pid")) {
            long pid = Long.parseLong(Files.readString(root.resolve(file)).strip());
            await().atMost(LIMIT)
                    .until(() ->
                            ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        }
    }

    private record Answer(int code, String text) {}

    private void ledger(int pendingPayment, boolean balanced) {
        answer("/admin/sales/abcd/ledger", LEDGER.formatted(pendingPayment, balanced));
    }

    private void answer(String path, String body) {
        edge.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    /** A Maven that writes down how it was called and leaves the figures of a run. */
    private void maven(int code) throws IOException {
        mavenScript("""
                printf '%%s\\n' "$@" > arguments
                for argument in "$@"; do
                    case $argument in -Dflashsale.load.result=*) result=${argument#*=} ;; esac
                done
                cat > "$result" <<'END'
                simulation=RetryStorm
                saleId=abcd
                opensAt=2026-01-01T00:00:00Z
                users=20
                stock=5
                requests=60
                failedRequests=0
                clicks=20
                acceptedClicks=5
                orders=5
                turnedAway.sold-out=15
                millis.buy-accepted=5 1 2 3 4
                END
                if [ %1$d -ne 0 ]; then echo 'Buy: slow : false (actual : 9)'; fi
                exit %1$d
                """.formatted(code));
    }

    private void mavenScript(String text) throws IOException {
        Path file = root.resolve("mvnw");
        Files.writeString(file, "#!/bin/sh\n" + text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Answer load(String... arguments) throws IOException, InterruptedException {
        Process process = command(List.of(arguments)).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), text);
    }

    private ProcessBuilder command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dflashsale.root=" + root,
                "-cp",
                System.getProperty("java.class.path"),
                LauncherMain.class.getName(),
                "load",
                "--state",
                state.toString()));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true);
    }
}
