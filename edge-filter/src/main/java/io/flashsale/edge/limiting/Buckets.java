package io.flashsale.edge.limiting;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Clock;

/** Makes token buckets of one rate, which fill by the clock that it was given. A new bucket is full. */
final class Buckets {

    private final Bandwidth bandwidth;
    private final TimeMeter time;

    Buckets(Rate rate, Clock clock) {
        this.bandwidth = Bandwidth.builder()
                .capacity(rate.burst())
                .refillGreedy(rate.tokens(), rate.period())
                .build();
        this.time = new ClockTime(clock);
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

    /** Milliseconds are fine enough: a token comes back in no less for anything that is kept by key. */
    private record ClockTime(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return clock.millis() * 1_000_000;
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
