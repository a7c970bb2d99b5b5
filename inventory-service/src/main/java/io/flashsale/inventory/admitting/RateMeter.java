package io.flashsale.inventory.admitting;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a total grows, over a window of its last values. Not safe for several threads. */
final class RateMeter {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Duration window;
    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long nanos, double total) {}

    /** A meter that looks back so far; bounded by how often it is told in that time. */
    RateMeter(Duration window) {
        this.window = window;
    }

    /** Takes in the total at a moment and tells the growth per second; never negative, 0 until there is a second value. */
    double perSecond(long nanos, double total) {
        if (!samples.isEmpty() && total < samples.getLast().total()) {
            // It was counted anew, as after a rebuild.
            samples.clear();
        }
        samples.addLast(new Sample(nanos, total));
        // One older than the window stays, so that there always is a whole window to look back on.
        while (samples.size() > 2 && isOutside(secondOldest(), nanos)) {
            samples.removeFirst();
        }
        Sample oldest = samples.getFirst();
        long elapsed = nanos - oldest.nanos();
        return elapsed <= 0 ? 0 : (total - oldest.total()) / (elapsed / NANOS_PER_SECOND);
    }

    private Sample secondOldest() {
        var each = samples.iterator();
        each.next();
        return each.next();
    }

    private boolean isOutside(Sample sample, long nanos) {
        return nanos - sample.nanos() >= window.toNanos();
    }
}
