package io.flashsale.order.publishing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.flashsale.order.Order;
import io.flashsale.order.OrderStatus;
import io.flashsale.order.UtcTime;
import java.time.Instant;

/**
 * What others are told of an order, as in {@code contracts/}: one flat object, written as it is to
 * {@code flashsale.orders.v1}.
 *
 * <p>Its id follows from the order's id and version, so a repetition is recognisable as one.
 */
@JsonPropertyOrder({"id", "type", "time", "traceparent"})
record OrderEvent(
        String id,
        String type,
        String time,
        String traceparent,
        String orderId,
        String saleId,
        String buyerId,
        int quantity,
        OrderStatus status,
        long version,
        long amountMinor,
        String currency,
        String expiresAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) String closedAt) {

    static OrderEvent of(Order order, String traceparent, Instant now) {
        return new OrderEvent(
                order.orderId() + ":" + order.version(),
                typeOf(order.status()),
                UtcTime.format(now),
                traceparent,
                order.orderId(),
                order.saleId(),
                order.buyerId(),
                order.quantity(),
                order.status(),
                order.version(),
                order.amountMinor(),
                order.currency(),
                UtcTime.format(order.expiresAt()),
                UtcTime.format(order.closedAt()));
    }

    private static String typeOf(OrderStatus status) {
        return switch (status) {
            case PENDING_PAYMENT -> "OrderCreated";
            case PAID -> "OrderPaid";
            case CANCELLED -> "OrderCancelled";
            case EXPIRED -> "OrderExpired";
            case REJECTED -> "OrderRejected";
        };
    }
}
