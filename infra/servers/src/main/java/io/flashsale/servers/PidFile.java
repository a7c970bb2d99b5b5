package io.flashsale.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The record of a started process: its pid and its start, so that a pid used again by a stranger is told apart.
 *
 * <p>One line, {@code pid start}, the start in epoch milliseconds.
 */
public final class PidFile {
    /** The JDK derives the start from clock ticks and the boot time, which may differ by a rounding between two JVMs. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

    private final Path file;

    public PidFile(Path file) {
        this.file = file;
    }

    /** Records a process that runs. */
    public void write(ProcessHandle process) throws IOException {
        long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        Files.createDirectories(file.getParent());
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(draft, process.pid() + " " + start + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The recorded process, if it still runs; never another one that was given the same pid. */
    public Optional<ProcessHandle> running() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String[] fields = Files.readString(file).trim().split(" ");
        if (fields.length != 2 || !fields[0].matches("\\d{1,18}") || !fields[1].matches("\\d{1,18}")) {
            return Optional.empty();
        }
        Instant start = Instant.ofEpochMilli(Long.parseLong(fields[1]));
        return ProcessHandle.of(Long.parseLong(fields[0]))
                .filter(ProcessHandle::isAlive)
                .filter(process -> startedAt(process, start));
    }

    /**
     * Ends the recorded process, gracefully at first and by force after the limit, and removes the record.
     *
     * @return whether there was a process to end
     */
    public boolean end(Duration limit) throws IOException, InterruptedException {
        Optional<ProcessHandle> process = running();
        if (process.isPresent()) {
            process.get().destroy();
            if (!exitsWithin(process.get(), limit)) {
                process.get().destroyForcibly();
                exitsWithin(process.get(), limit);
            }
        }
        delete();
        return process.isPresent();
    }

    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    private static boolean startedAt(ProcessHandle process, Instant start) {
        return process.info()
                .startInstant()
                .filter(actual -> Duration.between(start, actual).abs().compareTo(START_TOLERANCE) <= 0)
                .isPresent();
    }

    private static boolean exitsWithin(ProcessHandle process, Duration limit) throws InterruptedException {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for process " + process.pid() + " failed", e);
        }
    }
}
