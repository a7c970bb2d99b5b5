package io.flashsale.model.sale;

/** The state of an order in MySQL; an order that is only QUEUED is not there yet. */
public enum OrderStatus {
    /** Stands and waits for its payment. */
    PENDING_PAYMENT,
    /** Stands for good. */
    PAID,
    /** Given up by its buyer. */
    CANCELLED,
    /** Not paid in time. */
    EXPIRED,
    /** Never stood: MySQL had no room for it. */
    REJECTED;

    boolean isLive() {
        return this == PENDING_PAYMENT || this == PAID;
    }

    boolean isClosed() {
        return this == CANCELLED || this == EXPIRED;
    }
}
