package io.flashsale.launcher.proxying;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that carries the bytes of all proxies.
 *
 * <p>Nothing on it waits, so one thread and one buffer are enough for thousands of calls a second.
 */
final class ProxyLoop implements Closeable {
    private static final int BUFFER_BYTES = 64 * 1024;

    /** What is attached to a key: hears that its channel is ready. Its failures are its own to settle. */
    interface Ready {
        void ready(SelectionKey key);
    }

    interface Step {
        void run() throws IOException;
    }

    private record Timer(long at, Runnable action) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            return Long.signum(at - other.at);
        }
    }

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private volatile boolean closed;

    ProxyLoop() throws IOException {
        selector = Selector.open();
        thread = new Thread(this::run, "proxies");
        thread.setDaemon(true);
        thread.start();
    }

    /** The room in which whoever is ready now may read; empty. */
    ByteBuffer buffer() {
        return buffer.clear();
    }

    SelectionKey register(SelectableChannel channel, int operations, Ready ready) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, operations, ready);
    }

    /** Runs the action on this thread at a time of {@link System#nanoTime}. */
    void at(long nanoTime, Runnable action) {
        timers.add(new Timer(nanoTime, action));
    }

    /** Runs something on this thread and waits for its end. */
    void call(Step step) throws IOException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        tasks.add(() -> {
            try {
                step.run();
                // A closed channel lets go of its port and peer when its key has been taken out.
                selector.selectNow(this::dispatch);
                done.complete(null);
            } catch (IOException e) {
                done.completeExceptionally(new UncheckedIOException(e));
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        selector.wakeup();
        if (closed) {
            return;
        }
        try {
            done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException io) {
                throw io.getCause();
            }
            throw e;
        }
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(this::dispatch, untilNextTimer());
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                while (!timers.isEmpty() && timers.peek().at() - System.nanoTime() <= 0) {
                    timers.poll().action().run();
                }
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void dispatch(SelectionKey key) {
        if (key.isValid()) {
            ((Ready) key.attachment()).ready(key);
        }
    }

    /** In milliseconds, rounded up; zero waits without limit. */
    private long untilNextTimer() {
        if (timers.isEmpty()) {
            return 0;
        }
        long nanos = timers.peek().at() - System.nanoTime();
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos + 999_999));
    }

    /** Ends the thread and closes every channel. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
