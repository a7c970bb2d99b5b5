package io.flashsale.launcher.loading;

import io.flashsale.launcher.state.EnvFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A simulation under way: a process of the repository's own Maven, with Gatling as its child. */
final class LoadRun implements Closeable {
    private static final long STOP_LIMIT_SECONDS = 10;

    private final LoadFiles files;
    private final Process process;

    private LoadRun(LoadFiles files, Process process) {
        this.files = files;
        this.process = process;
    }

    static LoadRun start(LoadOrder order, Path root, LoadFiles files) throws IOException {
        Process process = new ProcessBuilder(order.command(root, files))
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(files.log().toFile())
                .start();
        process.getOutputStream().close();
        return new LoadRun(files, process);
    }

    /** What the simulation has told so far. */
    Figures figures() throws IOException {
        return new Figures(new EnvFile(files.result()).read());
    }

    /** Waits for the end, but not longer than that; true when it has ended. */
    boolean awaitEnd(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** Whether it ended and all its assertions held. */
    boolean succeeded() {
        return !process.isAlive() && process.exitValue() == 0;
    }

    /** Ends the simulation if it still runs, whatever process it lives in. */
    @Override
    public void close() throws IOException {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        all.forEach(ProcessHandle::destroy);
        try {
            for (ProcessHandle each : all) {
                end(each);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a simulation was being stopped", e);
        }
    }

    private static void end(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
        }
    }
}
