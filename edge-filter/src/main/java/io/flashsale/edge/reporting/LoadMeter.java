package io.flashsale.edge.reporting;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.concurrency.UpstreamLimiter;
import io.flashsale.edge.selling.SaleBoard;
import io.flashsale.edge.selling.SaleMemory;
import java.time.Clock;

/**
 * Reads the counts of all sales and tells what they have grown by since the last report that was received. Not
 * thread-safe.
 */
final class LoadMeter {

    private final SaleBoard board;
    private final UpstreamLimiter limiter;
    private final Clock clock;
    private Totals received;

    LoadMeter(SaleBoard board, UpstreamLimiter limiter, Clock clock) {
        this.board = board;
        this.limiter = limiter;
        this.clock = clock;
        this.received = totals();
    }

    /** The counts at one moment, since this edge was started. */
    private record Totals(long atMillis, long clicks, long overloaded, long letIn, long underWay) {}

    /** A report, and what is to be told when it was received. */
    record Reading(LoadReport report, Runnable received) {}

    /** What has happened since the last report that was received. */
    Reading read() {
        Totals now = totals();
        // The counts of a sale that was forgotten are gone; then there is less than there was.
        LoadReport report = new LoadReport(
                Math.max(1, now.atMillis() - received.atMillis()),
                Math.max(0, now.clicks() - received.clicks()),
                Math.max(0, now.overloaded() - received.overloaded()),
                now.letIn() - received.letIn(),
                now.underWay());
        return new Reading(report, () -> received = now);
    }

    private Totals totals() {
        long clicks = 0;
        long overloaded = 0;
        long underWay = 0;
        for (SaleMemory memory : board.all()) {
            clicks += memory.clickCount();
            overloaded += memory.droppedCount(DropReason.OVERLOADED) + memory.droppedCount(DropReason.QUEUE_FULL);
            underWay += memory.underWayCount();
        }
        // Counters of several threads are read one after the other.
        return new Totals(clock.millis(), clicks, overloaded, limiter.letInCount(), Math.max(0, underWay));
    }
}
