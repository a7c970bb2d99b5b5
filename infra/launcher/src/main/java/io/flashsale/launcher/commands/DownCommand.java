package io.flashsale.launcher.commands;

import io.flashsale.launcher.state.StateDirectory;
import io.flashsale.launcher.state.SupervisorLock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops everything that {@code up} started, also after its supervisor was killed. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stops everything that 'flashsale up' started, and nothing else. Data stays.")
final class DownCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Spec
    private CommandSpec spec;

    @Mixin
    private StateOption state;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        StateDirectory directory = state.directory();
        if (!Files.isDirectory(directory.path())) {
            out.println("Flash Sale is not running.");
            return 0;
        }
        Optional<ProcessHandle> supervisor = directory.supervisor();
        if (supervisor.isPresent()) {
            out.println("stopping");
            out.flush();
            end(supervisor.get());
        }
        try (SupervisorLock lock = SupervisorLock.take(directory)) {
            int ended = lock.clearRemains();
            out.println(supervisor.isPresent() || ended > 0 ? "Flash Sale is stopped." : "Flash Sale is not running.");
        }
        return 0;
    }

    private static void end(ProcessHandle supervisor) throws InterruptedException {
        supervisor.destroy();
        try {
            supervisor.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            supervisor.destroyForcibly();
            supervisor.onExit().join();
        }
    }
}
