package io.flashsale.launcher.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flashsale.launcher.UserError;
import io.flashsale.servers.PidFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
    @TempDir
    Path temporary;

    private final List<Process> processes = new ArrayList<>();
    private StateDirectory state;

    @BeforeEach
    void prepare() {
        state = new StateDirectory(temporary.resolve("a state"));
        state.prepare();
    }

    @AfterEach
    void endProcesses() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void drawsSecretsOnceAndKeepsThem() throws Exception {
        Secrets first = state.secrets();
        Secrets second = state.secrets();
        assertThat(second.adminToken()).isEqualTo(first.adminToken()).hasSizeGreaterThanOrEqualTo(32);
        assertThat(second.databasePassword("orders")).isEqualTo(first.databasePassword("orders"));
        assertThat(first.databasePassword("orders")).isNotEqualTo(first.databasePassword("payments"));
    }

    @Test
    void addsASecretThatAnOlderFileLacks() throws Exception {
        new EnvFile(state.path().resolve("secrets.env")).write(Map.of("ADMIN_TOKEN", "mine"));
        assertThat(state.secrets().adminToken()).isEqualTo("mine");
        assertThat(state.secrets().serviceToken())
                .isNotBlank()
                .isEqualTo(state.secrets().serviceToken());
    }

    @Test
    void keepsThePreviousSigningSecretsThatAnOperatorWrote() throws Exception {
        assertThat(state.secrets().previousSigningSecrets()).isEmpty();
        EnvFile file = new EnvFile(state.path().resolve("secrets.env"));
        Map<String, String> values = file.read();
        values.put("PREVIOUS_SIGNING_SECRETS", "one-secret,another");
        file.write(values);
        assertThat(state.secrets().previousSigningSecrets()).isEqualTo("one-secret,another");
    }

    @Test
    void letsOneSuperviseAtATime() throws Exception {
        try (SupervisorLock first = SupervisorLock.take(state)) {
            first.recordSupervisor();
            assertThatExceptionOfType(UserError.class)
                    .isThrownBy(() -> SupervisorLock.take(state))
                    .withMessageContaining("already running")
                    .withMessageContaining("process " + ProcessHandle.current().pid());
        }
        assertThat(state.path()).isEmptyDirectory();
        SupervisorLock.take(state).close();
    }

    @Test
    void leavesWhatDockerComposeRunsAlone() throws Exception {
        state.runEnv().write(Map.of(StateDirectory.COMPOSE_PROJECT, "flashsale"));
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> SupervisorLock.take(state))
                .withMessageContaining("docker compose -p flashsale down");
        assertThat(state.path().resolve("run.env")).exists();
    }

    @Test
    void endsWhatAKilledSupervisorLeftAndNothingElse() throws Exception {
        Process left = sleep();
        Process stranger = sleep();
        new PidFile(state.pids().resolve("redis.pid")).write(left.toHandle());
        Files.writeString(state.pids().resolve("kafka.pid"), stranger.pid() + " 1000\n");
        state.runEnv().write(Map.of("A", "b"));

        try (SupervisorLock lock = SupervisorLock.take(state)) {
            assertThat(lock.clearRemains()).isEqualTo(1);
        }

        assertThat(left.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(stranger.isAlive()).isTrue();
        assertThat(state.pids()).isEmptyDirectory();
        assertThat(state.path().resolve("run.env")).doesNotExist();
    }

    @Test
    void aResetRemovesOursOnly() throws Exception {
        Files.createDirectories(state.data("mysql"));
        state.secrets();
        Files.writeString(state.path().resolve("notes.txt"), "not ours");
        try (SupervisorLock lock = SupervisorLock.take(state)) {
            lock.clearState();
        }
        assertThat(state.path().toFile().list()).containsExactly("notes.txt");
    }

    @Test
    void refusesAFullDisk() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> state.requireFreeSpace((1L << 30) - 1))
                .withMessageContaining("1023 MiB are free");
        state.requireFreeSpace(1L << 30);
    }

    @Test
    void refusesADirectoryThatCannotBe() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "");
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> new StateDirectory(file.resolve("state")).prepare())
                .withMessageContaining("cannot create");
    }

    private Process sleep() throws IOException {
        Process process = new ProcessBuilder("sleep", "60").start();
        processes.add(process);
        return process;
    }
}
