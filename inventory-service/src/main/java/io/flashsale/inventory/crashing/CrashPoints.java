package io.flashsale.inventory.crashing;

import io.flashsale.crash.CrashPoint;

/**
 * Every place in this service where a test can end the process, in the order of a reservation's life and of a rebuild's
 * steps; each says what is there, and what is not, when the process ends at it.
 */
public final class CrashPoints {

    /** The sale is in MySQL and nobody has been told; the keeper tells of it, the operator got no answer. */
    public static final CrashPoint SALE_AFTER_INSERT = CrashPoint.named("sale-after-insert");

    /** Hold and outbox entry exist, the buyer got no answer; the relay goes on, the next click finds the order. */
    public static final CrashPoint RESERVE_AFTER_APPEND = CrashPoint.named("reserve-after-append");

    /** Nothing was sent; the entries are still in the outbox. */
    public static final CrashPoint RELAY_AFTER_READ = CrashPoint.named("relay-after-read");

    /** Kafka has the entries and the outbox has them too; they are sent twice and known by their ids. */
    public static final CrashPoint RELAY_AFTER_BROKER_ACK = CrashPoint.named("relay-after-broker-ack");

    /** Holds are settled, the stock ledger's rows are missing; the events come again and write them. */
    public static final CrashPoint SETTLE_AFTER_SCRIPT = CrashPoint.named("settle-after-script");

    /** Holds and rows are there, the offset is not; the events come again and change nothing. */
    public static final CrashPoint SETTLE_BEFORE_OFFSET_COMMIT = CrashPoint.named("settle-before-offset-commit");

    /** MySQL is an epoch ahead of a slot that is still open; the next leaseholder takes the epoch after it. */
    public static final CrashPoint REBUILD_AFTER_BEGIN = CrashPoint.named("rebuild-after-begin");

    /** The slot is shut, its outbox untouched; the next rebuild fences it at a higher epoch. */
    public static final CrashPoint REBUILD_AFTER_FENCE = CrashPoint.named("rebuild-after-fence");

    /** The outbox is in Kafka, the end offsets were not taken; the next rebuild takes its own. */
    public static final CrashPoint REBUILD_AFTER_OUTBOX = CrashPoint.named("rebuild-after-outbox");

    /** MySQL has every reservation, nothing is loaded. */
    public static final CrashPoint REBUILD_AFTER_AWAIT = CrashPoint.named("rebuild-after-await");

    /** A part of the holds is loaded and the slot still shut; the next rebuild's first page clears them. */
    public static final CrashPoint REBUILD_AFTER_LOAD_PAGE = CrashPoint.named("rebuild-after-load-page");

    /** All holds are loaded and the slot still shut; the next rebuild loads them anew. */
    public static final CrashPoint REBUILD_BEFORE_OPEN = CrashPoint.named("rebuild-before-open");

    /** The slot is open and MySQL still says RECOVERING; no click is sent there, the next epoch replaces it. */
    public static final CrashPoint REBUILD_BEFORE_FLIP = CrashPoint.named("rebuild-before-flip");

    private CrashPoints() {}
}
