package io.flashsale.launcher.commands;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is to be undone when the launcher ends, last first: at its own wish, by Ctrl-C or by SIGTERM.
 *
 * <p>Whoever comes second waits until the first has undone everything.
 */
final class Shutdown implements Closeable {
    private final Deque<Closeable> steps = new ArrayDeque<>();
    private volatile boolean begun;

    static Shutdown onExit() {
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown::closeAtExit, "shutdown"));
        return shutdown;
    }

    /** Adds something to undo; at once if the end has begun already. */
    <T extends Closeable> T undo(T step) throws IOException {
        synchronized (this) {
            if (!begun) {
                steps.push(step);
                return step;
            }
        }
        step.close();
        return step;
    }

    /** Starts something to undo; the end, should it come meanwhile, waits for the start and undoes it. */
    synchronized <T extends Closeable> T start(Start<T> start) throws IOException, InterruptedException {
        if (begun) {
            throw new InterruptedIOException("stopped before it was started");
        }
        T started = start.run();
        steps.push(started);
        return started;
    }

    /** What may fail to start. */
    interface Start<T> {
        T run() throws IOException, InterruptedException;
    }

    boolean hasBegun() {
        return begun;
    }

    @Override
    public synchronized void close() throws IOException {
        begun = true;
        while (!steps.isEmpty()) {
            steps.pop().close();
        }
    }

    private void closeAtExit() {
        try {
            close();
        } catch (IOException e) {
            System.err.println("flashsale: stopping failed: " + e.getMessage());
        }
    }
}
