package io.flashsale.edge.concurrency;

import com.netflix.concurrency.limits.Limit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Permits for what one upstream is given to do at once; who finds none is told so at once.
 *
 * <p>A {@link Limit} of concurrency-limits decides how many there are; its limiters enforce one with an object and a
 * measurement per permit, while here a batch of many clicks is one measurement. Part of the permits is reserved: ordinary
 * buyers find none as soon as only that part is left.
 *
 * <p>Shared by all event loops. Who is turned away only reads, so a stampede contends for nothing; one atomic step is
 * taken for each click that is let in, and one for each batch that is answered.
 */
public final class UpstreamLimiter {

    private final Limit limit;
    private final double reservedShare;
    private final LongSupplier nanoTime;
    private final long originNanos;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final LongAdder letIn = new LongAdder();
    private final LongAdder rejected = new LongAdder();

    /**
     * A limiter without permits in use.
     *
     * @param nanoTime as {@link System#nanoTime()}
     */
    UpstreamLimiter(Limit limit, double reservedShare, LongSupplier nanoTime) {
        this.limit = limit;
        this.reservedShare = reservedShare;
        this.nanoTime = nanoTime;
        // The limit's windows count from zero, and nanoTime may well be negative.
        this.originNanos = nanoTime.getAsLong();
    }

    /** Now, as {@link #answered} wants it. */
    public long nanos() {
        return nanoTime.getAsLong() - originNanos;
    }

    /** Whether a permit could be had now; counts a rejection if not. Takes none. */
    public boolean hasRoom(boolean privileged) {
        return inFlight.get() < permits(privileged) || reject();
    }

    /** Takes a permit, to be given back by {@link #answered} or {@link #giveBack}; false when there is none. */
    public boolean tryAcquire(boolean privileged) {
        int permits = permits(privileged);
        int used;
        do {
            used = inFlight.get();
            if (used >= permits) {
                return reject();
            }
        } while (!inFlight.compareAndSet(used, used + 1));
        letIn.increment();
        return true;
    }

    /** Takes a permit, whether there is one or not: for what was let in by {@link #hasRoom}, or in spite of it. */
    public void acquire() {
        inFlight.incrementAndGet();
        letIn.increment();
    }

    /** Gives permits back without a measurement. */
    public void giveBack(int permits) {
        inFlight.addAndGet(-permits);
    }

    /**
     * Gives the permits back of what was answered together: one measurement.
     *
     * @param sinceNanos {@link #nanos()} when the first of it was given to the upstream
     * @param failed whether the upstream gave no answer
     */
    public void answered(int permits, long sinceNanos, boolean failed) {
        int used = inFlight.getAndAdd(-permits);
        limit.onSample(sinceNanos, Math.max(1, nanos() - sinceNanos), used, failed);
    }

    /** How many permits there are. */
    public int limit() {
        return limit.getLimit();
    }

    /** How many are in use. */
    public int inFlight() {
        return inFlight.get();
    }

    /** How often a permit was taken. */
    public long letInCount() {
        return letIn.sum();
    }

    /** How often there was none. */
    public long rejectedCount() {
        return rejected.sum();
    }

    private int permits(boolean privileged) {
        int all = limit.getLimit();
        return privileged ? all : Math.max(1, all - (int) Math.ceil(all * reservedShare));
    }

    private boolean reject() {
        rejected.increment();
        return false;
    }
}
