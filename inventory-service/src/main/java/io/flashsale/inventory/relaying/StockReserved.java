package io.flashsale.inventory.relaying;

import io.flashsale.inventory.publishing.Traceparent;
import java.time.Instant;
import java.util.UUID;

/** A reservation on its way to MySQL, as {@code flashsale.reservations.v1} carries it. */
record StockReserved(
        String id,
        String type,
        Instant time,
        String traceparent,
        String orderId,
        String saleId,
        String buyerId,
        int quantity) {

    static StockReserved of(
            String saleId, String orderId, String buyerId, int quantity, long reservedAt, String traceparent) {
        return new StockReserved(
                UUID.randomUUID().toString(),
                "StockReserved",
                Instant.ofEpochMilli(reservedAt),
                traceparent == null || traceparent.isEmpty() ? Traceparent.next() : traceparent,
                orderId,
                saleId,
                buyerId,
                quantity);
    }
}
