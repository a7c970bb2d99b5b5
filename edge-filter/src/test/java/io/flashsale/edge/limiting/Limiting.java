package io.flashsale.edge.limiting;

import io.flashsale.edge.rig.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Limits for tests of other packages. */
public final class Limiting {

    private Limiting() {}

    /** As configured by default, but for what is given under {@code flashsale.limits}. */
    public static Limits limits(Clock clock, Map<String, String> settings) {
        return new Limits(
                Settings.of(LimitsConfig.class, "flashsale.limits", settings),
                nanosOf(clock),
                new SimpleMeterRegistry());
    }

    /** The time that passes by a clock which is not set back. */
    static LongSupplier nanosOf(Clock clock) {
        return () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }
}
