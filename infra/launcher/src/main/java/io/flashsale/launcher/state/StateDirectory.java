package io.flashsale.launcher.state;

import io.flashsale.launcher.UserError;
import io.flashsale.servers.Binaries;
import io.flashsale.servers.PidFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The directory that holds everything an installation leaves on the machine: data, logs, secrets, and who runs. */
public final class StateDirectory {
    /** The key of {@code run.env} that names the project of docker compose, where that runs the system. */
    public static final String COMPOSE_PROJECT = "COMPOSE_PROJECT";

    /** The state directory of a system that a command broke on purpose, within that of the user's own. */
    private static final String CHAOS = "chaos";

    private static final long LEAST_FREE_BYTES = 1L << 30;
    private static final Duration CHILD_STOP_LIMIT = Duration.ofSeconds(15);
    /** Everything we ever put there, so that a reset removes nothing else. */
    private static final List<String> OURS =
            List.of("data", "logs", "pids", "binaries", "run.env", "secrets.env", "supervisor.pid", "lock");

    private final Path directory;

    public StateDirectory(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    public Path path() {
        return directory;
    }

    /** The directory of the system that is broken on purpose, within this one. */
    public StateDirectory chaos() {
        return new StateDirectory(directory.resolve(CHAOS));
    }

    /** Removes what earlier runs have left, so that the next one begins with nothing. */
    public void clearData() throws IOException {
        Binaries.delete(directory.resolve("data"));
        Binaries.delete(logs());
    }

    /** Makes the directory usable, or says why it is not. */
    public void prepare() {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UserError("cannot create the state directory " + directory, e);
        }
        if (!Files.isWritable(directory)) {
            throw new UserError("the state directory " + directory + " is not writable; choose another with --state");
        }
        requireFreeSpace(directory.toFile().getUsableSpace());
    }

    void requireFreeSpace(long freeBytes) {
        if (freeBytes < LEAST_FREE_BYTES) {
            throw new UserError("only " + (freeBytes >> 20) + " MiB are free at " + directory + "; at least "
                    + (LEAST_FREE_BYTES >> 20) + " MiB are needed");
        }
    }

    public Path data(String name) {
        return directory.resolve("data").resolve(name);
    }

    public Path logs() {
        return directory.resolve("logs");
    }

    public Path pids() {
        return directory.resolve("pids");
    }

    public Path binaries() {
        return directory.resolve("binaries");
    }

    /** What runs now, where, and with which secrets: there while the system is up. */
    public EnvFile runEnv() {
        return new EnvFile(directory.resolve("run.env"));
    }

    public Secrets secrets() throws IOException {
        return Secrets.in(new EnvFile(directory.resolve("secrets.env")));
    }

    /** @throws UserError if docker compose runs the system whose {@code run.env} is here: it alone can stop that */
    void requireNoContainers() throws IOException {
        String project = runEnv().read().get(COMPOSE_PROJECT);
        if (project != null) {
            throw new UserError("docker compose runs this system; stop it with docker compose -p " + project
                    + " down (add -v to clear its data). If it does not run, remove " + directory.resolve("run.env"));
        }
    }

    Path lockFile() {
        return directory.resolve("lock");
    }

    /** The record of the launcher that supervises this installation. */
    PidFile supervisorFile() {
        return new PidFile(directory.resolve("supervisor.pid"));
    }

    /** The launcher that supervises this installation, if one runs. */
    public Optional<ProcessHandle> supervisor() throws IOException {
        return supervisorFile().running();
    }

    /**
     * Ends what a supervisor that was killed has left running, and removes its records.
     *
     * @return how many processes were ended
     */
    int clearRemains() throws IOException, InterruptedException {
        int ended = 0;
        if (Files.isDirectory(pids())) {
            List<Path> files;
            try (Stream<Path> inside = Files.list(pids())) {
                files = inside.filter(file -> file.toString().endsWith(".pid"))
                        .sorted()
                        .toList();
            }
            for (Path file : files) {
                ended += new PidFile(file).end(CHILD_STOP_LIMIT) ? 1 : 0;
            }
        }
        runEnv().delete();
        supervisorFile().delete();
        return ended;
    }

    /** Removes everything that is ours, and the directory itself if nothing else is in it. */
    void clear() throws IOException {
        for (String name : OURS) {
            Binaries.delete(directory.resolve(name));
        }
        try (Stream<Path> others = Files.list(directory)) {
            if (others.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(directory);
    }
}
