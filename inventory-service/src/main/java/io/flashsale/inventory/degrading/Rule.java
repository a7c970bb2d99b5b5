package io.flashsale.inventory.degrading;

import io.flashsale.inventory.switching.Change;
import io.flashsale.inventory.switching.Switch;
import io.flashsale.inventory.switching.SwitchState;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A rule of automatic degradation.
 *
 * @param name as configured
 * @param threshold at or above which it sets in, once that has held for {@code holdsFor}
 * @param recoverBelow below which it ends, once that has held for {@code calmFor}
 * @param action the switch that it sets
 * @param values what it sets it to, to the next one when the one before did not help
 */
record Rule(
        String name,
        LoadMetric metric,
        double threshold,
        Duration holdsFor,
        double recoverBelow,
        Duration calmFor,
        Switch action,
        List<String> values) {

    private static final String PREFIX = "flashsale.degradation.rules.";
    private static final int LONGEST_NAME = 48;

    Rule {
        demand(name.matches("[a-z0-9-]{1," + LONGEST_NAME + "}"), name, "name must be letters, digits and -");
        demand(recoverBelow <= threshold, name, "recover-below must not be above threshold");
        demand(!holdsFor.isNegative() && !calmFor.isNegative(), name, "for and calm-for must not be negative");
        values = List.copyOf(values);
        demand(!values.isEmpty(), name, "value is missing");
        demand(values.stream().allMatch(action::takes), name, "value is none that " + action.name() + " takes");
        demand(Set.copyOf(values).size() == values.size(), name, "value must not name one twice");
    }

    static Rule of(String name, DegradingConfig.RuleConfig config) {
        return new Rule(
                name,
                config.metric(),
                config.threshold(),
                config.holdsFor(),
                config.recoverBelow(),
                config.calmFor(),
                action(name, config.action()),
                config.values());
    }

    private static Switch action(String name, String action) {
        try {
            return Switch.named(action);
        } catch (Switch.UnknownSwitch e) {
            throw new IllegalArgumentException(PREFIX + name + ".action " + e.getMessage(), e);
        }
    }

    private static void demand(boolean holds, String name, String message) {
        if (!holds) {
            throw new IllegalArgumentException(PREFIX + name + ": " + message);
        }
    }

    /** How the history of a switch calls it. */
    String who() {
        return "rule:" + name;
    }

    /** Whether this rule has set the switch and will put it back. */
    boolean holds(SwitchState state) {
        return state.name().equals(action.name()) && state.isSetBy(who());
    }

    /** The value that follows when this one did not help; empty after the last, and after one that is none of them. */
    Optional<String> valueAfter(String present) {
        int next = values.indexOf(present) + 1;
        return next > 0 && next < values.size() ? Optional.of(values.get(next)) : Optional.empty();
    }

    /** Sets the switch, or sets it to the next value. */
    Change enter(String value, double seen) {
        return change(value, "%s at %s or more for %d ms, now %s", threshold, holdsFor, seen);
    }

    /** Puts the switch back. */
    Change leave(double seen) {
        return change(null, "%s below %s for %d ms, now %s", recoverBelow, calmFor, seen);
    }

    private Change change(String newValue, String why, double bound, Duration time, double seen) {
        return Change.byRule(
                action,
                newValue,
                who(),
                String.format(Locale.ROOT, why, metric.label(), decimal(bound), time.toMillis(), decimal(seen)));
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}
