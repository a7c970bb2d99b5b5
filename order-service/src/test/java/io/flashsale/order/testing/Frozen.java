package io.flashsale.order.testing;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.flashsale.testing.RealServers;
import java.io.IOException;

/** Servers stopped with SIGSTOP: they keep their connections and answer nothing, as behind a cut cable. */
public final class Frozen {

    private Frozen() {}

    /** What happens meanwhile. */
    @FunctionalInterface
    public interface Step {
        /** Does it. */
        void run() throws Exception;
    }

    /** Runs the step while MYSQL or KAFKA is frozen; skips the test when that is no process of ours. */
    public static void during(String server, Step step) throws Exception {
        String pid = RealServers.servers().get(server + "_PID");
        assumeThat(pid).isNotNull();
        signal("-STOP", pid);
        try {
            step.run();
        } finally {
            signal("-CONT", pid);
        }
    }

    private static void signal(String signal, String pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, pid).inheritIO().start().waitFor();
    }
}
