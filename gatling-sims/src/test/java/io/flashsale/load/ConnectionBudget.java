package io.flashsale.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many calls may be under way at once, so that a system that falls behind does not cost a socket for each buyer.
 * Safe for many threads.
 *
 * <p>Callers draw tickets and go in the tickets' order. Virtual users cannot be woken, so one whose turn has not come
 * sleeps about as long as those ahead of it should take, and looks again. The wait is told apart from the time that an
 * answer took: on one machine it is mostly the load generator's own lag, which the system cannot help.
 */
final class ConnectionBudget {
    /** A guess that decides only how often a waiting caller looks again. */
    private static final int CALLS_PER_MILLI = 4;

    private static final long SHORTEST_SLEEP_MILLIS = 2;

    private final int limit;
    private final AtomicLong drawn = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();

    ConnectionBudget(int limit) {
        this.limit = limit;
    }

    /** The next ticket; its holder must say when the call has ended. */
    long draw() {
        return drawn.getAndIncrement();
    }

    boolean isTurnOf(long ticket) {
        return ticket < ended.get() + limit;
    }

    Duration sleepOf(long ticket) {
        long ahead = ticket - ended.get() - limit;
        return Duration.ofMillis(Math.max(SHORTEST_SLEEP_MILLIS, ahead / CALLS_PER_MILLI));
    }

    void end() {
        ended.incrementAndGet();
    }
}
