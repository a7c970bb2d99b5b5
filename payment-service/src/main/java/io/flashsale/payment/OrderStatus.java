package io.flashsale.payment;

/** What order-service says of an order that is in its database. */
public enum OrderStatus {
    PENDING_PAYMENT,
    PAID,
    CANCELLED,
    EXPIRED,
    REJECTED;

    /** Whether the order can never be paid any more, so that money taken for it goes back. */
    public boolean isClosed() {
        return this == CANCELLED || this == EXPIRED || this == REJECTED;
    }
}
