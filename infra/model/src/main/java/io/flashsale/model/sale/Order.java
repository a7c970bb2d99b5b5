package io.flashsale.model.sale;

/** A row of MySQL's orders and, as it is at a transition, the event that tells of it; the quantity is in units. */
public record Order(String orderId, String buyer, int units, OrderStatus status) {

    Order in(OrderStatus newStatus) {
        return new Order(orderId, buyer, units, newStatus);
    }
}
