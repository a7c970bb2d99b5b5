package io.flashsale.edge.concurrency;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.VegasLimit;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Vegas with a fixed idea of an unloaded upstream: one that answers within {@link Bounds#calm()}.
 *
 * <p>Vegas takes {@code limit * (1 - unloaded latency / latency)} for the upstream's queue and keeps it between two
 * marks, here 10 % and 30 % of the limit, so in overload the limit comes to throughput times 1.1 to 1.4 of the unloaded
 * latency. It would measure that latency itself, as the least it has seen, and look anew from time to time. Here that
 * misleads: a batch of many clicks rightly takes longer than a lone click, and a look during a long overload takes the
 * overload for normal. A fixed latency has neither fault, and it bounds what an admitted buyer waits. Answers faster than
 * that count as that, so the limit grows by 30 % per window while more than half of it is used; while less is used only
 * failures lower it, so a small crowd at a slow service changes nothing.
 *
 * <p>Measurements are averaged over windows of two answers' time: no step is taken before the one before can be seen in
 * the latency. A limit below the initial one rises to it while answers are calm, however little it is used: what a fault
 * in a quiet hour took off would otherwise be missing at the next opening, since nothing else raises an unused limit.
 *
 * <p>The library's own windows want ten measurements each, for which an upstream that answers a few large
 * batches a second takes too long.
 */
final class CalmLimit implements Limit {

    private static final long SHORTEST_WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Between Vegas' marks: what a step down leaves, in unloaded latencies. */
    private static final double AIM = 1.2;

    private static final double SMALLEST_STEP_DOWN = 0.9;
    private static final double LARGEST_STEP_DOWN = 0.25;

    private final long calmNanos;
    private final int initial;
    private final VegasLimit vegas;
    private long windowEndsAtNanos;
    private long latencySumNanos;
    private long measurements;
    private long shortestNanos = Long.MAX_VALUE;
    private int mostInFlight;
    private boolean failed;
    private double stepDown = SMALLEST_STEP_DOWN;

    CalmLimit(Bounds bounds) {
        this.calmNanos = bounds.calm().toNanos();
        this.initial = bounds.initial();
        this.vegas = VegasLimit.newBuilder()
                .initialLimit(bounds.initial())
                .maxConcurrency(bounds.most())
                .thresholdFunction(limit -> 0)
                .alphaFunction(limit -> Math.max(1, limit / 10))
                .betaFunction(limit -> Math.max(2, limit * 3 / 10))
                .increaseFunction(limit -> limit + Math.max(1, limit / 20))
                .decreaseFunction(limit -> Math.max(bounds.least(), limit * stepDown))
                // Never looks for the unloaded latency again.
                .probeMultiplier(Integer.MAX_VALUE)
                .build();
        // The first measurement is taken for the unloaded latency.
        vegas.onSample(0, calmNanos, 0, false);
    }

    @Override
    public int getLimit() {
        return vegas.getLimit();
    }

    @Override
    public void notifyOnChange(Consumer<Integer> consumer) {
        vegas.notifyOnChange(consumer);
    }

    @Override
    public synchronized void onSample(long startTime, long rtt, int inflight, boolean didDrop) {
        long latency = Math.max(calmNanos, rtt);
        latencySumNanos += latency;
        measurements++;
        shortestNanos = Math.min(shortestNanos, latency);
        mostInFlight = Math.max(mostInFlight, inflight);
        failed |= didDrop;
        long now = startTime + rtt;
        if (now >= windowEndsAtNanos) {
            endWindow(now);
        }
    }

    private void endWindow(long now) {
        long latency = latencySumNanos / measurements;
        // In overload latency follows the limit, so this takes off what is too much of it in one step.
        stepDown = Math.min(SMALLEST_STEP_DOWN, Math.max(LARGEST_STEP_DOWN, AIM * calmNanos / latency));
        vegas.onSample(now - latency, latency, isRecovering(latency) ? vegas.getLimit() : mostInFlight, failed);
        windowEndsAtNanos = now + Math.min(LONGEST_WINDOW_NANOS, Math.max(SHORTEST_WINDOW_NANOS, 2 * shortestNanos));
        latencySumNanos = 0;
        measurements = 0;
        shortestNanos = Long.MAX_VALUE;
        mostInFlight = 0;
        failed = false;
    }

    /** Whether there is less than at the start for a reason that has passed. */
    private boolean isRecovering(long latency) {
        return !failed && latency <= calmNanos && vegas.getLimit() < initial;
    }
}
