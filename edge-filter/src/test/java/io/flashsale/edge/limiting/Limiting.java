package io.flashsale.edge.limiting;

import io.flashsale.edge.rig.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;

/** Limits for tests of other packages. */
public final class Limiting {

    private Limiting() {}

    /** As configured by default, but for what is given under {@code flashsale.limits}. */
    public static Limits limits(Clock clock, Map<String, String> settings) {
        return new Limits(
                Settings.of(LimitsConfig.class, "flashsale.limits", settings), clock, new SimpleMeterRegistry());
    }
}
