package io.flashsale.inventory.relaying;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How long a relay rests after a batch, so that batches come no sooner than once a beat unless they are full. */
final class Beat {

    private final long beatNanos;
    private final int fullBatch;
    private final LongSupplier nanoTime;
    private long beganAtNanos;

    /** @param nanoTime as {@link System#nanoTime()} */
    Beat(Duration beat, int fullBatch, LongSupplier nanoTime) {
        this.beatNanos = beat.toNanos();
        this.fullBatch = fullBatch;
        this.nanoTime = nanoTime;
    }

    /** A look at the outboxes begins. */
    void begin() {
        beganAtNanos = nanoTime.getAsLong();
    }

    /** The rest after a look that found so many entries, in nanoseconds; never negative. */
    long restNanos(int entries) {
        return entries >= fullBatch ? 0 : Math.max(0, beatNanos - (nanoTime.getAsLong() - beganAtNanos));
    }
}
