package io.flashsale.inventory.switching;

import java.time.Instant;

/**
 * One version of a switch.
 *
 * @param value null when it is at its default
 * @param version 1 with the first change; 0 for a switch that nobody has ever set
 * @param automatic set by a rule, not by a person
 * @param who {@code operator}, or {@code rule:NAME}
 * @param why in words
 * @param changedAt when it became so
 * @param neededAt when some instance last saw the reason why a rule has set it
 */
public record SwitchState(
        String name,
        String value,
        long version,
        boolean automatic,
        String who,
        String why,
        Instant changedAt,
        Instant neededAt) {

    /** A switch that nobody has ever set. */
    public static SwitchState untouched(String name) {
        return new SwitchState(name, null, 0, false, null, null, Instant.EPOCH, Instant.EPOCH);
    }

    /** Whether anybody has set it and nobody has put it back. */
    public boolean isSet() {
        return value != null;
    }

    /** Whether this rule has set it, so that the rule may put it back. */
    public boolean isSetBy(String rule) {
        return isSet() && automatic && rule.equals(who);
    }
}
