package io.flashsale.edge.limiting;

import io.flashsale.edge.DropReason;

/**
 * A limit that has been reached.
 *
 * @param reason which one
 * @param waitSeconds until it lets the next one through, rounded up
 */
public record Overrun(DropReason reason, int waitSeconds) {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    static Overrun of(DropReason reason, long waitNanos) {
        return new Overrun(reason, (int) -Math.floorDiv(-waitNanos, NANOS_PER_SECOND));
    }
}
