package io.flashsale.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    @TempDir
    Path directory;

    private Process process;
    private Path path;
    private PidFile file;

    @BeforeEach
    void startAProcess() throws IOException {
        process = new ProcessBuilder("sleep", "60").start();
        path = directory.resolve("pids/sleep.pid");
        file = new PidFile(path);
    }

    @AfterEach
    void endTheProcess() {
        process.destroyForcibly();
    }

    @Test
    void findsTheProcessItRecorded() throws IOException {
        file.write(process.toHandle());
        assertThat(file.running()).contains(process.toHandle());
    }

    @Test
    void endsTheProcessItRecorded() throws Exception {
        file.write(process.toHandle());
        assertThat(file.end(Duration.ofSeconds(5))).isTrue();
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(path).doesNotExist();
    }

    @Test
    void leavesAStrangerWithTheSamePidAlone() throws Exception {
        Files.createDirectories(path.getParent());
        Files.writeString(path, process.pid() + " 1000\n");
        assertThat(file.end(Duration.ofSeconds(5))).isFalse();
        assertThat(process.isAlive()).isTrue();
        assertThat(path).doesNotExist();
    }

    @Test
    void endsByForceWhatDoesNotListen() throws Exception {
        Process deaf = new ProcessBuilder("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 0.1; done").start();
        try {
            deaf.getInputStream().read();
            file.write(deaf.toHandle());
            assertThat(file.end(Duration.ofMillis(300))).isTrue();
            assertThat(deaf.waitFor(5, TimeUnit.SECONDS)).isTrue();
        } finally {
            deaf.destroyForcibly();
        }
    }

    @Test
    void findsNothingInADamagedRecord() throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "rubbish\n");
        assertThat(file.running()).isEmpty();
    }
}
