package io.flashsale.edge.limiting;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.util.function.LongSupplier;

/**
 * Makes token buckets of one rate. A new bucket is full. They fill by a time that only goes on: by one that may be set back
 * a bucket would not fill until it has made up for it.
 */
final class Buckets {

    private final Bandwidth bandwidth;
    private final TimeMeter time;

    /**
     * Buckets of a rate.
     *
     * @param nanoTime as {@link System#nanoTime()}
     */
    Buckets(Rate rate, LongSupplier nanoTime) {
        this.bandwidth = Bandwidth.builder()
                .capacity(rate.burst())
                .refillGreedy(rate.tokens(), rate.period())
                .build();
        this.time = new Elapsed(nanoTime, nanoTime.getAsLong());
    }

    /** A bucket for any number of threads at once. */
    Bucket shared() {
        return make(SynchronizationStrategy.LOCK_FREE);
    }

    /** A smaller bucket, for one thread at a time. */
    Bucket guarded() {
        return make(SynchronizationStrategy.NONE);
    }

    private Bucket make(SynchronizationStrategy strategy) {
        return Bucket.builder()
                .addLimit(bandwidth)
                .withCustomTimePrecision(time)
                .withSynchronizationStrategy(strategy)
                .build();
    }

    /** Nobody can tell a full bucket from a new one. */
    boolean isFull(Bucket bucket) {
        return bucket.getAvailableTokens() >= bandwidth.getCapacity();
    }

    /** Takes a token: 0, or the nanoseconds until there is one again. */
    static long take(Bucket bucket) {
        if (bucket.tryConsume(1)) {
            return 0;
        }
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : Math.max(1, probe.getNanosToWaitForRefill());
    }

    /** Since the beginning, because nanoTime may well overflow. */
    private record Elapsed(LongSupplier nanoTime, long originNanos) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanoTime.getAsLong() - originNanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
