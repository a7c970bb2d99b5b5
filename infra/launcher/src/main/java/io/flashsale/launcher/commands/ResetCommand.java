package io.flashsale.launcher.commands;

import io.flashsale.launcher.state.StateDirectory;
import io.flashsale.launcher.state.SupervisorLock;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Removes all data, logs and secrets of an installation that does not run. */
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description = "Removes all data, logs and secrets. Refuses while Flash Sale is running.")
final class ResetCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private StateOption state;

    @Override
    public Integer call() throws IOException, InterruptedException {
        StateDirectory directory = state.directory();
        clear(directory.chaos());
        clear(directory);
        spec.commandLine().getOut().println(directory.path() + " is cleared.");
        return 0;
    }

    private static void clear(StateDirectory directory) throws IOException, InterruptedException {
        if (Files.isDirectory(directory.path())) {
            try (SupervisorLock lock = SupervisorLock.take(directory)) {
                lock.clearState();
            }
        }
    }
}
