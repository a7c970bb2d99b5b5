package io.flashsale.launcher.commands;

import io.flashsale.launcher.state.StateDirectory;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which installation a command is about. */
final class StateOption {
    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Where data, logs and secrets live; default: $FLASHSALE_STATE, else .flashsale beside the"
                    + " flashsale script.")
    private Path directory;

    StateDirectory directory() {
        if (directory != null) {
            return new StateDirectory(directory);
        }
        String named = System.getenv("FLASHSALE_STATE");
        return new StateDirectory(named == null || named.isBlank() ? root().resolve(".flashsale") : Path.of(named));
    }

    /** The repository, as the script tells. */
    static Path root() {
        return Path.of(System.getProperty("flashsale.root", "")).toAbsolutePath();
    }
}
