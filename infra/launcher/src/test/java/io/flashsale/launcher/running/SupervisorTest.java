package io.flashsale.launcher.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.flashsale.servers.Program;
import io.flashsale.servers.ProgramFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    private final Recorder recorder = new Recorder();
    private Supervisor supervisor;

    @BeforeEach
    void create() throws IOException {
        supervisor =
                new Supervisor(directory.resolve("pids"), directory.resolve("logs"), recorder, Duration.ofMillis(500));
    }

    @AfterEach
    void close() throws IOException {
        supervisor.close();
    }

    @Test
    void startsAgainWhatWasKilled() throws Exception {
        SupervisedProgram program =
                supervisor.start(List.of(shell("dummy", "sleep 60"))).get(0);
        program.awaitReady(LIMIT);
        long first = recorder.lastPid();

        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        await().atMost(LIMIT).until(() -> recorder.pids.size() == 2);
        assertThat(isAlive(recorder.lastPid())).isTrue();
        assertThat(recorder.lastPid()).isNotEqualTo(first);
        assertThat(recorder.failures).singleElement().asString().contains("dummy", "137");
    }

    @Test
    void stopsEverythingAndStartsNothingAgain() throws Exception {
        supervisor.start(List.of(shell("inner", "sleep 60"))).get(0).awaitReady(LIMIT);
        supervisor.start(List.of(shell("outer", "sleep 60"))).get(0).awaitReady(LIMIT);

        supervisor.close();

        assertThat(recorder.pids).hasSize(2).noneMatch(SupervisorTest::isAlive);
        assertThat(directory.resolve("pids")).isEmptyDirectory();
        assertThat(supervisor.start(List.of(shell("late", "sleep 60")))).isEmpty();
    }

    @Test
    void endsByForceWhatDoesNotStop() throws Exception {
        Program deaf = shell("deaf", "trap '' TERM; while :; do sleep 0.1; done");
        supervisor.start(List.of(deaf)).get(0).awaitReady(LIMIT);
        supervisor.close();
        assertThat(recorder.pids).singleElement().matches(pid -> !isAlive(pid));
    }

    @Test
    void givesUpWaitingForWhatDoesNotStart() {
        Program broken = new ShellProgram("broken", "exit 3", false);
        SupervisedProgram program = supervisor.start(List.of(broken)).get(0);
        assertThatExceptionOfType(ProgramFailedException.class)
                .isThrownBy(() -> program.awaitReady(LIMIT))
                .withMessageContaining("broken does not start")
                .withMessageContaining("broken.log");
    }

    private static Program shell(String name, String script) {
        return new ShellProgram(name, script, true);
    }

    private record ShellProgram(String name, String script, boolean isReady) implements Program {
        @Override
        public ProcessBuilder prepare() {
            return new ProcessBuilder("/bin/sh", "-c", script);
        }
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static final class Recorder implements ProgramListener {
        private final List<Long> pids = new CopyOnWriteArrayList<>();
        private final List<String> failures = new CopyOnWriteArrayList<>();

        @Override
        public void started(String name, long pid) {
            pids.add(pid);
        }

        @Override
        public void failed(String name, String reason) {
            failures.add(name + ": " + reason);
        }

        private long lastPid() {
            await().atMost(LIMIT).until(() -> !pids.isEmpty());
            return pids.get(pids.size() - 1);
        }
    }
}
