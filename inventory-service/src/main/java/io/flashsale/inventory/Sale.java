package io.flashsale.inventory;

import java.time.Instant;

/**
 * A sale as its operator defined it, with its place in life.
 *
 * @param id names the sale and its slot in Redis
 * @param title what buyers read
 * @param priceMinor price of one unit in minor units of {@code currency}
 * @param currency ISO 4217 code
 * @param total units for sale
 * @param opensAt from this moment on clicks are taken
 * @param closesAt from this moment on clicks are refused
 * @param perUserLimit units one order may have
 * @param holdSeconds seconds an order waits for its payment
 * @param mode how buyers are admitted: {@code open}, {@code lottery} or {@code fixed:P}
 * @param state its place in life
 * @param epoch how often its slot has been built; writers of an older epoch are refused
 * @param stateSince when the state last changed; a sale stays RECOVERING through several rebuilds
 * @param trustedRun the run of Redis that is known to have its slot, or null
 * @param rankKey the secret that buyers' ranks follow from: 32 bytes in hex
 */
public record Sale(
        String id,
        String title,
        long priceMinor,
        String currency,
        int total,
        Instant opensAt,
        Instant closesAt,
        int perUserLimit,
        int holdSeconds,
        String mode,
        SaleState state,
        int epoch,
        Instant stateSince,
        RedisRun trustedRun,
        String rankKey) {

    /** Without the key of the ranks: whoever reads it in a log could foretell who will be admitted. */
    @Override
    public String toString() {
        return "Sale[id=" + id + ", state=" + state + ", epoch=" + epoch + ", total=" + total + ", mode=" + mode
                + ", opensAt=" + opensAt + ", closesAt=" + closesAt + ']';
    }

    /** Whether clicks are taken at this moment, as far as the window says. */
    public boolean isInWindow(Instant now) {
        return !now.isBefore(opensAt) && now.isBefore(closesAt);
    }
}
