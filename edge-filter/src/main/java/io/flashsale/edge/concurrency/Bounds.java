package io.flashsale.edge.concurrency;

import java.time.Duration;

/**
 * Between what an upstream's limit moves, and the latency it is steered to.
 *
 * @param calm answers that take no longer are no sign of overload
 * @param least the smallest limit
 * @param initial the limit before anything was measured
 * @param most the largest limit
 */
record Bounds(Duration calm, int least, int initial, int most) {

    Bounds {
        if (calm.isZero() || calm.isNegative()) {
            throw new IllegalArgumentException("flashsale.concurrency: calm must be longer than nothing, not " + calm);
        }
        if (least < 1 || initial < least || most < initial) {
            throw new IllegalArgumentException("flashsale.concurrency: 1 <= least <= initial <= most must hold, not "
                    + least + ", " + initial + ", " + most);
        }
    }
}
