package io.flashsale.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A running {@code ./flashsale up} of this test run, from the packaged services; it ends with this JVM at the latest. */
final class LocalLauncher {

    private static final Duration LONGEST_START = Duration.ofSeconds(180);

    private final Path state;
    private final Process up;
    private final int port;

    private LocalLauncher(Path state, Process up, int port) {
        this.state = state;
        this.up = up;
        this.port = port;
    }

    /** A state directory of its own, with a space in its name as some homes have. */
    static Path newState() {
        try {
            Path parent = root().resolve("infra/end-to-end/target");
            Files.createDirectories(parent);
            return Files.createTempDirectory(parent, "flash sale ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs {@code ./flashsale up} on the state directory and returns once a purchase works. */
    static LocalLauncher start(Path state) {
        return start(state, List.of());
    }

    /** As {@link #start(Path)}, with further options of {@code up}. */
    static LocalLauncher start(Path state, List<String> options) {
        int port = FreePorts.block();
        Path log = state.resolveSibling(state.getFileName() + ".up.log");
        List<String> arguments = new ArrayList<>(List.of("up", "--no-build", "--port", Integer.toString(port)));
        arguments.addAll(options);
        Process up = command(state, log, arguments);
        LocalLauncher launcher = new LocalLauncher(state, up, port);
        // Also when a test run is broken off: nothing we started outlives it.
        Runtime.getRuntime().addShutdownHook(new Thread(launcher::stop));
        Awaitility.await("./flashsale up; see " + log)
                .atMost(LONGEST_START)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !up.isAlive() || read(log).contains("Ctrl-C"));
        if (!up.isAlive()) {
            throw new AssertionError("./flashsale up ended: " + read(log));
        }
        return launcher;
    }

    /** Runs {@code ./flashsale} with the given arguments to its end. */
    static Ended run(Path state, String... arguments) {
        Path log = state.resolveSibling(state.getFileName() + "." + arguments[0] + ".log");
        Process process = command(state, log, List.of(arguments));
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("./flashsale " + List.of(arguments) + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return new Ended(process.exitValue(), read(log));
    }

    record Ended(int exitCode, String output) {}

    private static Process command(Path state, Path log, List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of(root().resolve("flashsale").toString()));
        command.addAll(arguments);
        command.addAll(List.of("--state", state.toString()));
        try {
            Files.writeString(log, "");
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The repository. */
    static Path root() {
        return Path.of(System.getProperty("flashsale.root"));
    }

    int port() {
        return port;
    }

    /** What it started, as its {@code run.env} tells and nothing else. */
    SystemUnderTest system() {
        RunEnv runEnv = new RunEnv(state.resolve("run.env"));
        return new SystemUnderTest(runEnv.require("EDGE_URL"), new Facts(List.of(runEnv::find)), Optional.of(runEnv));
    }

    /** Ends it as Ctrl-C does and waits for the end. */
    void stop() {
        up.destroy();
        up.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
