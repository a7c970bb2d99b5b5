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

    /** The limiter of clicks as configured by default, in the test's time. */
    public static UpstreamLimiter ofClicks(LongSupplier nanoTime) {
        DefaultConfig config = new DefaultConfig();
        return new UpstreamLimiter(
                new CalmLimit(new Bounds(config.calm(), config.least(), config.initial(), config.most())),
                config.reservedShare(),
                nanoTime);
    }

    /** What the annotations of {@link ConcurrencyConfig} say. */
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
            return Duration.ofMillis(60);
        }

        @Override
        public int least() {
            return 8;
        }

        @Override
        public int initial() {
            return 512;
        }

        @Override
        public int most() {
            return 8_192;
        }
    }
}
