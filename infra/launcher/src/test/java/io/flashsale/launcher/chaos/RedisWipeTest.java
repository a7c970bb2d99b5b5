package io.flashsale.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.servers.Binaries;
import io.flashsale.servers.Child;
import io.flashsale.servers.FreePorts;
import io.flashsale.servers.HostPort;
import io.flashsale.servers.OrphanGuard;
import io.flashsale.servers.ProgramRunner;
import io.flashsale.servers.RedisProgram;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisWipeTest {
    @TempDir
    Path directory;

    @Test
    void removesEverythingAndCountsWhatWasUnsent() throws Exception {
        HostPort address = HostPort.local(FreePorts.find(1).get(0));
        try (OrphanGuard guard = OrphanGuard.start()) {
            ProgramRunner runner = new ProgramRunner(directory.resolve("pids"), directory.resolve("logs"), guard);
            Child redis = runner.start(new RedisProgram(
                    new Binaries(directory.resolve("binaries")), directory.resolve("redis"), address.port()));
            redis.awaitReady(Duration.ofSeconds(60));
            for (int i = 0; i < 3; i++) {
                command(address, "XADD flashsale:{mine}:outbox * a b");
            }
            command(address, "XADD flashsale:{other}:outbox * a b");
            command(address, "SET flashsale:{mine}:sale x");

            RedisWipe.Loss loss = new RedisWipe(address).wipe("mine");

            assertThat(loss).isEqualTo(new RedisWipe.Loss(3, 1));
            assertThat(command(address, "DBSIZE")).isEqualTo(":0");
            assertThat(new RedisWipe(address).wipe("mine")).isEqualTo(new RedisWipe.Loss(0, 0));
            redis.stop(Duration.ofSeconds(5));
        }
    }

    private static String command(HostPort address, String line) throws IOException {
        try (Socket socket = new Socket(address.host(), address.port())) {
            socket.getOutputStream().write((line + "\r\nQUIT\r\n").getBytes(StandardCharsets.UTF_8));
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answers).doesNotStartWith("-");
            return answers.lines().findFirst().orElseThrow();
        }
    }
}
