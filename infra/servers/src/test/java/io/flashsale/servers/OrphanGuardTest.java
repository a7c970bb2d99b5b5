package io.flashsale.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrphanGuardTest {
    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void endProcesses() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void endsWhatItWatchesWhenItsPipeEndsAndNothingElse() throws IOException {
        Process watched = sleep();
        Process forgotten = sleep();
        Process other = sleep();
        OrphanGuard guard = OrphanGuard.start();
        guard.watch(forgotten.pid());
        guard.watch(watched.pid());
        guard.forget(forgotten.pid());
        guard.forget(other.pid());

        guard.close();

        await().atMost(Duration.ofSeconds(10)).until(() -> !watched.isAlive());
        await().atMost(Duration.ofSeconds(10)).until(() -> ProcessHandle.of(guard.pid())
                .filter(ProcessHandle::isAlive)
                .isEmpty());
        assertThat(forgotten.isAlive()).isTrue();
        assertThat(other.isAlive()).isTrue();
    }

    private Process sleep() throws IOException {
        Process process = new ProcessBuilder("sleep", "60").start();
        processes.add(process);
        return process;
    }
}
