package io.flashsale.chaos.history;

/** The state of an order, in the words of the public contract. */
public enum OrderStatus {
    QUEUED,
    PENDING_PAYMENT,
    PAID,
    CANCELLED,
    EXPIRED,
    REJECTED;

    /** Whether it keeps units from others. */
    public boolean isLive() {
        return this == QUEUED || this == PENDING_PAYMENT || this == PAID;
    }

    /** Whether it is the order's last. */
    public boolean isFinal() {
        return this != QUEUED && this != PENDING_PAYMENT;
    }

    /** Whether an order in this state may be in the other one later; staying where it is counts. */
    public boolean mayBecome(OrderStatus later) {
        return switch (this) {
            case QUEUED -> true;
            case PENDING_PAYMENT -> later != QUEUED && later != REJECTED;
            case PAID, CANCELLED, EXPIRED, REJECTED -> later == this;
        };
    }
}
