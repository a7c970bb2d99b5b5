package io.flashsale.inventory.degrading;

import java.time.Duration;
import java.time.Instant;

/**
 * What one instance has seen of one rule's metric, and what follows from it. Pure: time and values are told. Not
 * thread-safe.
 *
 * <p>Two thresholds and two durations keep a metric that goes up and down from flipping the switch up and down: the rule
 * sets in only when the metric was at the upper one all the time, and ends only when it was below the lower one all the
 * time. It goes on to its next value when the metric was at the upper one all the time since it set the one before. What
 * cannot be said (NaN), and a gap in which nobody looked, is neither: both begin anew.
 */
final class RuleState {

    /** What is to be done with the rule's switch. */
    enum Verdict {
        NOTHING,
        ENTER,
        /** The switch is set, which has not helped enough. */
        GO_ON,
        /** The switch is set and has to stay so; it is time to tell others who see no reason. */
        STAY,
        LEAVE
    }

    /**
     * The rule has set its switch.
     *
     * @param since when it was set to its present value
     * @param neededAt when any instance last saw that it had to stay so
     * @param last whether no other value follows
     */
    record InForce(Instant since, Instant neededAt, boolean last) {}

    private final Rule rule;
    private final Duration longestGap;
    /** Whoever sees the reason says so this often, well within the time that has to be calm. */
    private final Duration sayEvery;

    private Instant lookedAt;
    private Instant highSince;
    private Instant calmSince;

    RuleState(Rule rule, Duration longestGap) {
        this.rule = rule;
        this.longestGap = longestGap;
        this.sayEvery = rule.calmFor().dividedBy(4);
    }

    /**
     * Takes a value in.
     *
     * @param inForce null when the rule has not set its switch
     */
    Verdict look(double value, Instant now, InForce inForce) {
        boolean high = value >= rule.threshold();
        boolean calm = value < rule.recoverBelow();
        boolean gap = lookedAt == null || Duration.between(lookedAt, now).compareTo(longestGap) > 0;
        highSince = since(highSince, high, gap, now);
        calmSince = since(calmSince, calm, gap, now);
        lookedAt = now;
        boolean highForLong = high && hasLasted(highSince, rule.holdsFor(), now);
        if (inForce == null) {
            return highForLong ? Verdict.ENTER : Verdict.NOTHING;
        }
        if (calm) {
            boolean calmForAll = hasLasted(inForce.neededAt(), rule.calmFor().plus(sayEvery), now);
            return calmForAll && hasLasted(calmSince, rule.calmFor(), now) ? Verdict.LEAVE : Verdict.NOTHING;
        }
        if (highForLong && !inForce.last() && hasLasted(inForce.since(), rule.holdsFor(), now)) {
            return Verdict.GO_ON;
        }
        return !Double.isNaN(value) && hasLasted(inForce.neededAt(), sayEvery, now) ? Verdict.STAY : Verdict.NOTHING;
    }

    private static Instant since(Instant before, boolean holds, boolean gap, Instant now) {
        if (!holds) {
            return null;
        }
        return before == null || gap ? now : before;
    }

    private static boolean hasLasted(Instant since, Duration time, Instant now) {
        return !now.isBefore(since.plus(time));
    }
}
