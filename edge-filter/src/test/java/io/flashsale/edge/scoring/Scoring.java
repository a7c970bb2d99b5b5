package io.flashsale.edge.scoring;

import io.flashsale.edge.rig.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;

/** Bot watches for tests of other packages. */
public final class Scoring {

    private Scoring() {}

    /** As configured by default, but for what is given under {@code flashsale.bot-score}. */
    public static BotWatch watch(Clock clock, Map<String, String> settings) {
        return watch(clock, settings, new SimpleMeterRegistry());
    }

    static BotWatch watch(Clock clock, Map<String, String> settings, MeterRegistry metrics) {
        BotScoreConfig config = config(settings);
        return new BotWatch(config, new WeightedSum(config), clock, metrics);
    }

    /** One that gives every request the same score. */
    public static BotWatch always(double score, Clock clock) {
        return by(features -> score, clock);
    }

    /** One that scores by something else. */
    public static BotWatch by(BotScorer scorer, Clock clock) {
        return new BotWatch(config(Map.of()), scorer, clock, new SimpleMeterRegistry());
    }

    static BotScoreConfig config(Map<String, String> settings) {
        return Settings.of(BotScoreConfig.class, "flashsale.bot-score", settings);
    }
}
