package io.flashsale.inventory.admitting;

import java.time.Duration;

/**
 * Makes of one look after the other at a sale's slot what the line's rule needs: rates, and a demand that only grows.
 * Not safe for several threads.
 *
 * <p>A sketch that was lost with Redis estimates too little until the edges have told it again. Buyers do not become
 * fewer, so the largest estimate stands meanwhile; a new leaseholder begins with the one that was published last.
 */
final class Measurement {

    private static final Duration WINDOW = Duration.ofSeconds(2);
    /** Longer, because the sketch counts in leaps. */
    private static final Duration LONG_WINDOW = Duration.ofSeconds(5);

    private final RateMeter newcomers = new RateMeter(LONG_WINDOW);
    private final RateMeter taken = new RateMeter(WINDOW);
    private final RateMeter drained = new RateMeter(WINDOW);
    private double demand;
    private boolean inStock;
    private long inStockSince;

    /** A measurement that begins with what was published of the demand. */
    Measurement(double publishedDemand) {
        this.demand = publishedDemand;
    }

    /**
     * The situation at this look.
     *
     * @param nanos when it was taken, by any clock that only goes forward
     * @param estimate of the demand
     * @param line the line now
     * @param sinceRaise since it was raised last
     */
    Situation take(long nanos, SlotStock stock, double estimate, double line, Duration sinceRaise) {
        demand = Math.max(demand, estimate);
        noteStock(nanos, stock.available() > 0);
        return new Situation(
                stock.total(),
                stock.available(),
                stock.takenEver(),
                stock.unconfirmed(),
                stock.unconfirmedBound(),
                stock.unitsPerBuyer(),
                demand,
                newcomers.perSecond(nanos, demand),
                taken.perSecond(nanos, stock.takenEver()),
                drained.perSecond(nanos, stock.confirmedEver()),
                line,
                sinceRaise,
                Duration.ofNanos(nanos - inStockSince));
    }

    private void noteStock(long nanos, boolean isAnyLeft) {
        if (!isAnyLeft || !inStock) {
            inStockSince = nanos;
        }
        inStock = isAnyLeft;
    }

    /** Different buyers who have clicked, as far as is known. */
    double demand() {
        return demand;
    }
}
