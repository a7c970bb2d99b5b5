package io.flashsale.launcher.loading;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How the orders of a sale reached the database, seen through its ledger a few times a second.
 *
 * <p>Bounded: it keeps the samples of one second and what it has found so far.
 */
final class Drain {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Instant opensAt;
    private final Deque<Sample> lastSecond = new ArrayDeque<>();
    private long persisted;
    private long mostQueued;
    private double busiestPerSecond;
    private Instant drainedAt;

    Drain(Instant opensAt) {
        this.opensAt = opensAt;
    }

    private record Sample(Instant at, long persisted) {}

    void saw(Instant at, Ledger ledger) {
        long now = ledger.persisted();
        mostQueued = Math.max(mostQueued, ledger.queued());
        // A drain that nobody saw begin, between two looks, still ends at the look that finds more orders.
        boolean more = now > persisted;
        persisted = Math.max(persisted, now);
        if (ledger.queued() > 0) {
            drainedAt = null;
        } else if (drainedAt == null || more) {
            drainedAt = at;
        }
        lastSecond.addLast(new Sample(at, now));
        // One sample of a second ago stays, so that the window is never shorter than it is called.
        while (lastSecond.size() > 2 && at.minus(SECOND).isAfter(second().at())) {
            lastSecond.removeFirst();
        }
        Sample first = lastSecond.getFirst();
        double seconds = Math.max(1, seconds(first.at(), at));
        busiestPerSecond = Math.max(busiestPerSecond, (now - first.persisted()) / seconds);
    }

    private Sample second() {
        Sample first = lastSecond.removeFirst();
        Sample second = lastSecond.getFirst();
        lastSecond.addFirst(first);
        return second;
    }

    /** Orders in the database. */
    long persisted() {
        return persisted;
    }

    long mostQueued() {
        return mostQueued;
    }

    /** Orders that reached the database in the busiest second. */
    double busiestPerSecond() {
        return busiestPerSecond;
    }

    /** Whether every accepted order was in the database at the last look. */
    boolean isDrained() {
        return drainedAt != null;
    }

    /** From the opening to the first look at which all orders were in the database. */
    double secondsToDrain() {
        return drainedAt == null ? Double.NaN : Math.max(0, seconds(opensAt, drainedAt));
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
