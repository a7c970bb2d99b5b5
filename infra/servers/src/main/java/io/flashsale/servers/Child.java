package io.flashsale.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A started process of a {@link Program}. */
public final class Child {
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(25);

    private final Program program;
    private final Process process;
    private final Path log;
    private final PidFile pidFile;
    private final OrphanGuard guard;

    Child(Program program, Process process, Path log, PidFile pidFile, OrphanGuard guard) {
        this.program = program;
        this.process = process;
        this.log = log;
        this.pidFile = pidFile;
        this.guard = guard;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes when the process has ended, for whatever reason. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /**
     * Waits until the program answers its clients.
     *
     * @throws ProgramFailedException if it ends first, or does not answer within the limit
     */
    public void awaitReady(Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!program.isReady()) {
            if (process.waitFor(PROBE_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ProgramFailedException(
                        program.name() + " ended with exit code " + process.exitValue() + "; see " + log);
            }
            if (System.nanoTime() > deadline) {
                throw new ProgramFailedException(
                        program.name() + " did not answer within " + limit.toSeconds() + " s; see " + log);
            }
        }
    }

    /** Ends the process, gracefully at first and by force after the limit, and forgets it. */
    public void stop(Duration limit) throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
        forget();
    }

    /** Removes the traces of a process that has ended. */
    public void forget() throws IOException {
        guard.forget(pid());
        pidFile.delete();
    }
}
