package io.flashsale.edge.concurrency;

import com.netflix.concurrency.limits.limit.FixedLimit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Limiters for tests of other packages. */
public final class TestLimiters {

    private TestLimiters() {}

    /** As an edge has them that was configured with nothing. */
    public static Limiters byDefault() {
        return new Limiters(new DefaultConfig(), new SimpleMeterRegistry());
    }

    /** So many permits and no more, a tenth of them reserved. */
    public static UpstreamLimiter fixed(int permits) {
        return new UpstreamLimiter(FixedLimit.of(permits), 0.1, System::nanoTime);
    }

    /** The limiter of clicks where 99 % of all answers are to come within 100 ms, in the test's time. */
    public static UpstreamLimiter ofQuickClicks(Duration calm, LongSupplier nanoTime) {
        return new UpstreamLimiter(new CalmLimit(new Bounds(calm, 8, 512, 8_192)), 0.1, nanoTime);
    }

    /** What the annotations of {@link ConcurrencyConfig} say of clicks. */
    static final class DefaultConfig implements ConcurrencyConfig, ConcurrencyConfig.Clicks, ConcurrencyConfig.Calls {

        @Override
        public double reservedShare() {
            return 0.1;
        }

        @Override
        public Clicks clicks() {
            return this;
        }

        @Override
        public Calls calls() {
            return this;
        }

        @Override
        public Duration calm() {
            return Duration.ofSeconds(1);
        }

        @Override
        public int least() {
            return 16;
        }

        @Override
        public int initial() {
            return 4_096;
        }

        @Override
        public int most() {
            return 8_192;
        }
    }
}
