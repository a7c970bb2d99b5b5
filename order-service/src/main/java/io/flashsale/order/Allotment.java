package io.flashsale.order;

/**
 * What order-service may sell of one sale, and on which terms.
 *
 * @param total units in the sale
 * @param taken units in live orders; {@code taken <= total} always
 * @param priceMinor price of one unit in minor units of {@code currency} (ISO 4217)
 * @param holdSeconds how long an order waits for its payment
 */
public record Allotment(String saleId, int total, int taken, long priceMinor, String currency, int holdSeconds) {

    /** Units that may still be taken. */
    public int left() {
        return total - taken;
    }
}
