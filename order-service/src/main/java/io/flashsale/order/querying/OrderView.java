package io.flashsale.order.querying;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.flashsale.order.Order;
import io.flashsale.order.UtcTime;

/**
 * An order as its buyer sees it, in the form of the public contract.
 *
 * @param quantity units
 * @param status a status of the order, or QUEUED while it is only a hold
 * @param amountMinor price of all units in minor units of {@code currency}
 * @param expiresAt end of the hold, RFC 3339; null while QUEUED and when rejected
 * @param payment the attempt that counts, or null
 * @param version 0 while QUEUED, then the order's version; not part of the JSON
 */
public record OrderView(
        String orderId,
        String saleId,
        int quantity,
        String status,
        long amountMinor,
        String currency,
        String expiresAt,
        PaymentView payment,
        @JsonIgnore long version) {

    /** The status of an order that is accepted and not in the database yet. */
    public static final String QUEUED = "QUEUED";

    /** The order with the payment it has stored itself. */
    public static OrderView of(Order order) {
        return of(order, PaymentView.of(order.payment()));
    }

    static OrderView of(Order order, PaymentView payment) {
        return new OrderView(
                order.orderId(),
                order.saleId(),
                order.quantity(),
                order.status().name(),
                order.amountMinor(),
                order.currency(),
                UtcTime.format(order.expiresAt()),
                payment,
                order.version());
    }

    static OrderView queued(Hold hold) {
        return new OrderView(
                hold.orderId(),
                hold.saleId(),
                hold.quantity(),
                QUEUED,
                Math.multiplyExact(hold.priceMinor(), hold.quantity()),
                hold.currency(),
                null,
                null,
                0);
    }
}
