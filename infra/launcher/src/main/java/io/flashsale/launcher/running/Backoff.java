package io.flashsale.launcher.running;

import java.time.Duration;

/** The pause before a program that ended is started again: short at first, doubled up to a bound. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    /** A program that lived this long had started well: its end is a new story. */
    private static final Duration HEALTHY_LIFE = Duration.ofSeconds(10);

    private Duration next = FIRST;

    /** @param lived how long the program ran this time */
    Duration after(Duration lived) {
        if (lived.compareTo(HEALTHY_LIFE) >= 0) {
            next = FIRST;
        }
        Duration pause = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return pause;
    }
}
