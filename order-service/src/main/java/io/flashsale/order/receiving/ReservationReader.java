package io.flashsale.order.receiving;

import io.flashsale.order.OrderId;
import io.flashsale.order.Reservation;
import io.flashsale.order.Traceparent;
import io.flashsale.order.consuming.EventFields;
import io.flashsale.order.consuming.EventReader;
import io.flashsale.order.consuming.UnreadableEventException;

/** Reads StockReserved. An order id that does not name the reservation's sale is as unreadable as a missing one. */
final class ReservationReader implements EventReader<Reservation> {

    /** Together with the highest price of a sale, no amount can overflow. */
    private static final int MAX_QUANTITY = 1_000_000;

    @Override
    public Reservation read(EventFields event) throws UnreadableEventException {
        event.demand("type", "StockReserved");
        String orderId = event.text("orderId", OrderId.ORDER_ID);
        event.demand("saleId", OrderId.saleOf(orderId));
        return new Reservation(
                orderId,
                OrderId.saleOf(orderId),
                event.text("buyerId", OrderId.BUYER_ID),
                (int) event.number("quantity", 1, MAX_QUANTITY),
                Traceparent.orNew(event.optionalText("traceparent")));
    }
}
