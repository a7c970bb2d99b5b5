package io.flashsale.payment.time;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A thread that repeats one step with a fixed pause after each, whatever becomes of a single round. The container's
 * scheduler counts in whole seconds, which is too coarse for what buyers wait for.
 */
public final class Rounds implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Rounds.class);

    private static final int STOP_LIMIT_SECONDS = 3;

    private final ScheduledExecutorService thread;

    private Rounds(ScheduledExecutorService thread) {
        this.thread = thread;
    }

    /** Begins after one pause; {@code what} names the thread and, when a round fails, the work put off. */
    public static Rounds begin(String what, Duration pause, Runnable step) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, what));
        thread.scheduleWithFixedDelay(
                () -> round(what, step), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return new Rounds(thread);
    }

    private static void round(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            // An executor would silently drop a step that throws; most likely the database is away for now.
            LOG.warnf("A round of the %s failed, the next one tries again: %s", what, e.toString());
        }
    }

    /** Ends the rounds; one that is running may end by itself, and is interrupted when that takes long. */
    @Override
    public void close() {
        end(thread);
    }

    /** Ends an executor: nothing new begins, and what is running has three seconds. */
    public static void end(ScheduledExecutorService thread) {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
