package io.flashsale.order;

import java.time.Instant;

/**
 * The payment attempt an order knows of.
 *
 * @param paymentId payment-service's id of the attempt
 * @param status how far the attempt has come
 * @param at when payment-service said so, by its clock
 */
public record Payment(String paymentId, PaymentStatus status, Instant at) {

    /**
     * Whether this is news to an order that knows of {@code known} (which may be null).
     *
     * <p>One attempt only moves forward. Of two attempts the one that got further counts; of two declined ones the
     * later. So repeated and late deliveries never take the order's knowledge back.
     */
    boolean isNewsAfter(Payment known) {
        if (known == null) {
            return true;
        }
        int further = status.compareTo(known.status);
        return further > 0 || (further == 0 && !paymentId.equals(known.paymentId) && at.isAfter(known.at));
    }
}
