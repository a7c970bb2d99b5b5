package io.flashsale.order.repeating;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Work that is done again and again by one thread of its own: at a fixed delay, and at once when woken.
 *
 * <p>It never overlaps itself. A failure is logged and the next turn tries again. (The scheduler extension looks at
 * its clock once a second, which is too coarse for holds and pushes.)
 */
public final class RepeatedTask implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RepeatedTask.class);

    private final String name;
    private final Runnable work;
    private final ScheduledExecutorService thread;
    private final AtomicBoolean woken = new AtomicBoolean();

    private RepeatedTask(String name, Runnable work) {
        this.name = name;
        this.work = work;
        this.thread = Executors.newSingleThreadScheduledExecutor(runnable -> {
            Thread daemon = new Thread(runnable, name);
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /** Starts the work: first after one delay, then one delay after the end of each turn. */
    public static RepeatedTask start(String name, Duration delay, Runnable work) {
        RepeatedTask task = new RepeatedTask(name, work);
        task.thread.scheduleWithFixedDelay(task::turn, delay.toMillis(), delay.toMillis(), TimeUnit.MILLISECONDS);
        return task;
    }

    /** Asks for a turn as soon as possible; several calls before it begins are one. */
    public void wake() {
        if (woken.compareAndSet(false, true)) {
            try {
                thread.execute(this::turn);
            } catch (RejectedExecutionException closing) {
                LOG.debugf("%s is closed; what is left is done after the next start", name);
            }
        }
    }

    private void turn() {
        woken.set(false);
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warnf("%s failed and is tried again: %s", name, e.toString());
        }
    }

    /** Lets the current turn end, for at most five seconds, and takes no further one. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
