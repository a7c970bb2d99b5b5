package io.flashsale.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The command that breaks everything, on a system of its own: few faults, always the same. */
class ChaosIT {

    private static final long LIMIT_MINUTES = 12;

    @Test
    void everyPromiseIsKeptWhileEverythingIsBroken() throws IOException, InterruptedException {
        assumeFalse(
                GivenSystem.ofThisRun().isGiven(),
                "Skipped, for it starts a system of its own, and a running one is given");
        Path state = LocalLauncher.newState();
        Path output = state.resolveSibling(state.getFileName() + ".chaos.log");
        Process chaos = new ProcessBuilder(
                        LocalLauncher.root().resolve("flashsale").toString(),
                        "chaos",
                        "--no-build",
                        "--faults",
                        "5",
                        "--seed",
                        "7",
                        "--orders",
                        "500",
                        "--state",
                        state.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        // Also when a test run is broken off: nothing we started outlives it.
        Thread stop = new Thread(() -> end(chaos));
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            assertThat(chaos.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES))
                    .as("ends; see " + output)
                    .isTrue();
        } finally {
            end(chaos);
        }
        assertThat(chaos.exitValue()).as(Files.readString(output)).isZero();
        assertThat(output).content().contains("wipe redis", "every promise was kept");
    }

    private static void end(Process chaos) {
        chaos.destroy();
        chaos.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
