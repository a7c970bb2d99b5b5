package io.flashsale.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The system under test: one that {@code ./flashsale up} has started for this run, from the packaged services.
 *
 * <p>With {@code -Dflashsale.run-env=PATH} it is the running one whose {@code run.env} is named; it is left running.
 */
final class RunningSystem {

    private static final Duration LONGEST_START = Duration.ofSeconds(180);
    private static RunningSystem shared;

    private final Path state;
    private final Process launcher;
    private final int port;

    private RunningSystem(Path state, Process launcher, int port) {
        this.state = state;
        this.launcher = launcher;
        this.port = port;
    }

    /** The one that all tests share. */
    static synchronized RunningSystem shared() {
        if (shared == null) {
            String runEnv = System.getProperty("flashsale.run-env");
            if (runEnv != null) {
                shared = new RunningSystem(Path.of(runEnv).toAbsolutePath().getParent(), null, 0);
            } else {
                shared = start(newState());
            }
        }
        return shared;
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

    /** Runs {@code ./flashsale up} on the state directory and returns once a purchase works; ends with this JVM. */
    static RunningSystem start(Path state, String... options) {
        int port = FreePorts.block();
        List<String> arguments = new ArrayList<>(List.of("up", "--no-build", "--port", Integer.toString(port)));
        arguments.addAll(List.of(options));
        Path log = state.resolveSibling(state.getFileName() + ".up.log");
        Process launcher = command(state, log, arguments);
        RunningSystem system = new RunningSystem(state, launcher, port);
        // Also when a test run is broken off: nothing we started outlives it.
        Runtime.getRuntime().addShutdownHook(new Thread(system::stop));
        Awaitility.await("./flashsale up; see " + log)
                .atMost(LONGEST_START)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !launcher.isAlive() || Files.readString(log).contains("Ctrl-C"));
        if (!launcher.isAlive()) {
            throw new AssertionError("./flashsale up ended: " + read(log));
        }
        return system;
    }

    /** Runs {@code ./flashsale} with the given arguments to its end; its exit code and output. */
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

    static Path root() {
        return Path.of(System.getProperty("flashsale.root"));
    }

    int port() {
        return port;
    }

    Path state() {
        return state;
    }

    /** A value of {@code run.env} as it is now: processes restart. */
    String env(String key) {
        Map<String, String> values = new HashMap<>();
        try {
            for (String line : Files.readAllLines(state.resolve("run.env"))) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    values.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String value = values.get(key);
        if (value == null) {
            throw new AssertionError("run.env has no " + key);
        }
        return value;
    }

    /** Ends a process of the system as {@code kill -9} does; its supervisor starts it again. */
    void kill(String pidKey) {
        long pid = Long.parseLong(env(pidKey));
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        Awaitility.await(pidKey + " starts again")
                .atMost(Duration.ofSeconds(60))
                .until(() -> Long.parseLong(env(pidKey)) != pid);
    }

    /** Sends a signal, such as STOP or CONT, to a process of the system. */
    void signal(String pidKey, String signal) {
        try {
            int code = new ProcessBuilder("kill", "-" + signal, env(pidKey))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new AssertionError("kill -" + signal + " " + pidKey + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it as Ctrl-C does and waits for the end. */
    void stop() {
        if (launcher == null) {
            return;
        }
        launcher.destroy();
        launcher.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
