package io.flashsale.load;

import java.time.Duration;
import java.util.Properties;

/**
 * Which buyer clicks when in {@link Overload}: first the rehearsal, then steps of a rising rate, to find the capacity, then
 * the crowd at a multiple of what was found.
 *
 * @param rehearsal how many buyers come to the rehearsal ({@code -Drehearsal})
 * @param from clicks per second of the first step ({@code -Dfrom})
 * @param by how much more each further step brings ({@code -Dby})
 * @param steps how many there are ({@code -Dsteps})
 * @param step how long each lasts ({@code -Dstep}, seconds)
 * @param crowd how many buyers come afterwards ({@code -Dcrowd})
 */
record OverloadPlan(int rehearsal, int from, int by, int steps, Duration step, int crowd) {
    /** How many times the capacity the crowd brings. */
    static final int TIMES = 5;

    static OverloadPlan of(Properties given) {
        return new OverloadPlan(
                LoadSettings.atLeast(0, "rehearsal", given, 60_000),
                LoadSettings.atLeast(1, "from", given, 60),
                LoadSettings.atLeast(1, "by", given, 30),
                LoadSettings.atLeast(1, "steps", given, 6),
                Duration.ofSeconds(LoadSettings.atLeast(1, "step", given, 6)),
                LoadSettings.atLeast(1, "crowd", given, 30_000));
    }

    /** Clicks per second of a step, counted from 0. */
    int rateOf(int number) {
        return from + number * by;
    }

    private int buyersOf(int number) {
        return rateOf(number) * (int) step.toSeconds();
    }

    /** All buyers, each of whom clicks once. */
    int buyers() {
        int buyers = rehearsal + crowd;
        for (int number = 0; number < steps; number++) {
            buyers += buyersOf(number);
        }
        return buyers;
    }

    boolean isOfRehearsal(long buyer) {
        return buyer < rehearsal;
    }

    /** The step in which a buyer who is not of the rehearsal clicks, from 0; the number of steps for one of the crowd. */
    int stepOf(long buyer) {
        long left = buyer - rehearsal;
        int number = 0;
        while (number < steps && left >= buyersOf(number)) {
            left -= buyersOf(number);
            number++;
        }
        return number;
    }

    /** The step at a time since the first began, counted from 0; the number of steps after the last. */
    int stepAt(Duration sinceFirst) {
        return (int) Math.max(0, Math.min(steps, sinceFirst.toMillis() / step.toMillis()));
    }

    boolean isOfCrowd(long buyer) {
        return !isOfRehearsal(buyer) && stepOf(buyer) == steps;
    }

    /** The rehearsal brings as many times what the middle of the steps does. */
    Duration rehearsalTime() {
        double middle = (rateOf(0) + rateOf(steps - 1)) / 2.0;
        return Duration.ofMillis(Math.round(rehearsal * 1_000.0 / (TIMES * middle)));
    }

    /** From the first step to the end of the last. */
    Duration capacityTime() {
        return step.multipliedBy(steps);
    }

    /** How long the crowd takes to bring so many times this capacity. */
    Duration crowdTime(double capacityPerSecond) {
        return Duration.ofMillis(Math.round(crowd * 1_000.0 / (TIMES * capacityPerSecond)));
    }
}
