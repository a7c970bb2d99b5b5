package io.flashsale.launcher.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.launcher.proxying.LowPorts;
import io.flashsale.launcher.running.Installation;
import io.flashsale.launcher.running.PortPlan;
import io.flashsale.launcher.state.EnvFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a user gives them: real servers, stand-ins for the services. */
class UpAndDownTest {
    private static final Duration LIMIT = Duration.ofSeconds(150);
    private static final List<String> PIDS = List.of(
            "REDIS_PID",
            "KAFKA_PID",
            "MYSQL_PID",
            "INVENTORY_SERVICE_PID",
            "ORDER_SERVICE_PID",
            "PAYMENT_SERVICE_PID",
            "EDGE_FILTER_PID");

    @TempDir
    Path temporary;

    private Path root;
    private Path state;
    private int port;
    private Process up;

    @BeforeEach
    void buildFakeServices() throws IOException {
        root = temporary.resolve("a root");
        state = temporary.resolve("a state");
        FakeService.buildAll(root, Installation.SERVICES);
        port = LowPorts.row(PortPlan.COUNT);
    }

    @AfterEach
    void stopEverything() throws IOException, InterruptedException {
        run("down");
        if (up != null) {
            up.destroyForcibly().waitFor();
        }
    }

    @Test
    void runsEverythingReplacesWhatDiesAndLeavesNothingBehind() throws Exception {
        up("--sale", "stock=3,opensIn=1s");

        Map<String, String> first = runEnv().read();
        assertThat(first)
                .containsKeys(PIDS.toArray(String[]::new))
                .containsEntry("EDGE_URL", "http://127.0.0.1:" + port);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("run.env"))))
                .isEqualTo("rw-------");
        assertThat(output()).contains("a purchase works", "Sale demo1", "http://localhost:" + port + "/");
        assertThat(run("status").code()).isZero();

        for (String name : PIDS) {
            kill(first.get(name));
        }
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(runEnv().read()).allSatisfy((key, value) -> {
                if (key.endsWith("_PID")) {
                    assertThat(value).as(key).isNotEqualTo(first.get(key));
                }
            });
            assertThat(run("status").code()).isZero();
        });

        Map<String, String> last = runEnv().read();
        Answer second = run("up", "--no-build", "--port", Integer.toString(port));
        assertThat(second.code()).isEqualTo(1);
        assertThat(second.text()).contains("already running");
        assertThat(run("reset").text()).contains("already running");

        Answer down = run("down");
        assertThat(down.code()).isZero();
        assertThat(up.waitFor(1, TimeUnit.SECONDS)).isTrue();
        assertNothingRuns(last);
        assertThat(state.resolve("run.env")).doesNotExist();
        assertThat(state.resolve("lock")).doesNotExist();
        assertThat(run("status").code()).isEqualTo(1);

        assertThat(run("reset").code()).isZero();
        assertThat(state).doesNotExist();
    }

    @Test
    void downCleansUpAfterASupervisorThatWasKilled() throws Exception {
        up();
        Map<String, String> running = runEnv().read();
        kill(Long.toString(up.pid()));

        assertThat(run("down").code()).isZero();

        assertNothingRuns(running);
        assertThat(state.resolve("run.env")).doesNotExist();
    }

    @Test
    void tellsTheServicesWhereTheirCrashPointsAreArmed() throws Exception {
        Path armed = temporary.resolve("armed points");
        up("--crash-points", armed.toString());
        Files.createFile(armed.resolve("fake-healthy"));

        run("status");

        await().atMost(LIMIT).until(() -> !Files.exists(armed.resolve("fake-healthy")));
        await().atMost(LIMIT).until(() -> output().contains("it ended with exit code 137"));
        await().atMost(LIMIT).until(() -> run("status").code() == 0);
    }

    @Test
    void saysWhichPortIsTakenAndWhatItIsFor() throws Exception {
        try (ServerSocket taken = new ServerSocket(port + 4, 1, InetAddress.getLoopbackAddress())) {
            Answer answer = run("up", "--no-build", "--port", Integer.toString(port));
            assertThat(answer.code()).isEqualTo(1);
            assertThat(answer.text())
                    .contains("port " + taken.getLocalPort(), "Redis")
                    .doesNotContain("\tat ");
        }
        assertThat(state.resolve("lock")).doesNotExist();
    }

    @Test
    void refusesABadSaleBeforeAnythingStarts() throws Exception {
        Answer answer = run("up", "--sale", "stock=many");
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.text()).contains("stock=many");
        assertThat(state).doesNotExist();
    }

    @Test
    void everyCommandExplainsItself() throws Exception {
        for (String command : List.of("up", "down", "status", "logs", "load", "chaos", "reset")) {
            Answer answer = run(command, "--help");
            assertThat(answer.code()).as(command).isZero();
            assertThat(answer.text()).contains("Usage: flashsale " + command, "--state");
        }
    }

    @Test
    void namesTheLogsThereAre() throws Exception {
        Answer answer = run("logs", "nonsense");
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.text()).contains("edge-filter", "redis");
    }

    private record Answer(int code, String text) {}

    private void up(String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("up", "--no-build", "--port", Integer.toString(port)));
        arguments.addAll(List.of(more));
        up = command(arguments)
                .redirectOutput(temporary.resolve("up.out").toFile())
                .start();
        await().atMost(LIMIT).until(() -> output().contains("stops everything") || !up.isAlive());
        assertThat(up.isAlive()).as(output()).isTrue();
    }

    private String output() throws IOException {
        return Files.readString(temporary.resolve("up.out"));
    }

    private Answer run(String... arguments) throws IOException, InterruptedException {
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
                LauncherMain.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("FLASHSALE_STATE", state.toString());
        return builder;
    }

    private EnvFile runEnv() {
        return new EnvFile(state.resolve("run.env"));
    }

    private static void kill(String pid) {
        ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static void assertNothingRuns(Map<String, String> run) {
        for (String name : PIDS) {
            assertThat(ProcessHandle.of(Long.parseLong(run.get(name))).filter(ProcessHandle::isAlive))
                    .as(name)
                    .isEmpty();
        }
    }
}
