package io.flashsale.launcher.loading;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is to be run against what.
 *
 * @param simulation one of {@link #SIMULATIONS}
 * @param settings of the simulation, such as users; it has defaults for what is not given
 * @param edge the edge to put under load
 * @param runEnv the file that tells the simulation the edge and the operator's token
 */
public record LoadOrder(
        String simulation,
        Map<String, String> settings,
        URI edge,
        String adminToken,
        Path runEnv,
        boolean allowRemote) {
    /** All there are. */
    public static final List<String> SIMULATIONS =
            List.of("OpeningSpike", "RetryStorm", "Soak", "MixedCrowd", "Overload");

    private static final String PACKAGE = "io.flashsale.load.";
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "::1", "[::1]");

    /** Whether the edge is on this machine. */
    public static boolean isLocal(URI edge) {
        return LOOPBACK.contains(String.valueOf(edge.getHost()));
    }

    /** The command line that runs it; whatever it writes goes below the run's own directory. */
    List<String> command(Path root, LoadFiles files) {
        List<String> command = new ArrayList<>(List.of(
                root.resolve("mvnw").toString(),
                "--quiet",
                "--batch-mode",
                "-pl",
                "gatling-sims",
                "gatling:test",
                "-Dgatling.simulationClass=" + PACKAGE + simulation,
                "-Dflashsale.run-env=" + runEnv.toAbsolutePath(),
                "-Dflashsale.load.result=" + files.result(),
                "-Dflashsale.load.reports=" + files.reports()));
        if (allowRemote) {
            command.add("-Dallow-remote=true");
        }
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        return command;
    }
}
