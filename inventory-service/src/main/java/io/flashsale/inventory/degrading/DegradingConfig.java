package io.flashsale.inventory.degrading;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** By which rules switches are flipped automatically, and back. */
@ConfigMapping(prefix = "flashsale.degradation")
public interface DegradingConfig {

    /** The pause between two looks at the load. */
    @WithDefault("250ms")
    Duration pause();

    /**
     * How long an edge's report counts. Edges report every 250 ms to one copy after the other, and for 5 s after their
     * last click, so this is enough for a dozen copies.
     */
    @WithDefault("3s")
    Duration reportLifetime();

    /** After a longer gap between two looks what was seen before counts no more. */
    @WithDefault("2s")
    Duration longestGap();

    /** The rules, by name. */
    Map<String, RuleConfig> rules();

    /** One rule: while the metric is at the threshold, the switch is set to the value, then to the next one. */
    interface RuleConfig {

        /** False leaves the rule out. */
        @WithDefault("true")
        boolean enabled();

        /** What it goes by. */
        LoadMetric metric();

        /** It may set in when the metric is at or above this, */
        double threshold();

        /** for so long without a break. */
        @WithName("for")
        Duration holdsFor();

        /** It ends when the metric is below this, at most the threshold, */
        double recoverBelow();

        /** for so long without a break. */
        Duration calmFor();

        /** The switch that is set, by its name. */
        String action();

        /**
         * What it is set to, one or more: to the next whenever the metric has been at the threshold for so long again,
         * since the one before did not help.
         */
        @WithName("value")
        List<String> values();
    }
}
