package io.flashsale.inventory.degrading;

import io.flashsale.inventory.switching.Switch;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rules and configurations for tests. */
final class Rules {

    /** Sets in at 50 for 2 s, ends below 5 for 5 s, and lowers the line of all sales. */
    static final Rule OVERLOAD = overload("overload", "admission", "0.05");

    /** The rule that ships: halves the line while 60 % find no room for 2 s, ends below 5 % for 5 s. */
    static final Rule HALVING = new Rule(
            "edges-overloaded",
            LoadMetric.EDGE_OVERLOADED_SHARE,
            0.6,
            Duration.ofSeconds(2),
            0.05,
            Duration.ofSeconds(5),
            Switch.named("admission"),
            List.of("0.5", "0.25", "0.125", "0.0625"));

    private Rules() {}

    static Rule overload(String name, String action, String... values) {
        return new Rule(
                name,
                LoadMetric.EDGE_OVERLOADED_PER_SECOND,
                50,
                Duration.ofSeconds(2),
                5,
                Duration.ofSeconds(5),
                Switch.named(action),
                List.of(values));
    }

    static DegradingConfig config(Rule... rules) {
        Map<String, DegradingConfig.RuleConfig> configured = new LinkedHashMap<>();
        for (Rule rule : rules) {
            configured.put(rule.name(), config(rule, true));
        }
        return config(configured);
    }

    static DegradingConfig config(Map<String, DegradingConfig.RuleConfig> rules) {
        return new DegradingConfig() {
            @Override
            public Duration pause() {
                return Duration.ofMillis(250);
            }

            @Override
            public Duration reportLifetime() {
                return Duration.ofSeconds(1);
            }

            @Override
            public Duration longestGap() {
                return Duration.ofSeconds(2);
            }

            @Override
            public Map<String, RuleConfig> rules() {
                return rules;
            }
        };
    }

    static DegradingConfig.RuleConfig config(Rule rule, boolean enabled) {
        return new DegradingConfig.RuleConfig() {
            @Override
            public boolean enabled() {
                return enabled;
            }

            @Override
            public LoadMetric metric() {
                return rule.metric();
            }

            @Override
            public double threshold() {
                return rule.threshold();
            }

            @Override
            public Duration holdsFor() {
                return rule.holdsFor();
            }

            @Override
            public double recoverBelow() {
                return rule.recoverBelow();
            }

            @Override
            public Duration calmFor() {
                return rule.calmFor();
            }

            @Override
            public String action() {
                return rule.action().name();
            }

            @Override
            public List<String> values() {
                return rule.values();
            }
        };
    }
}
