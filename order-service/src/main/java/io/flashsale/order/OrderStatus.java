package io.flashsale.order;

/**
 * Where an order stands in its life. QUEUED is not among them: such an order has a hold in inventory-service and no
 * row here yet.
 */
public enum OrderStatus {
    /** Inserted; its units are taken and wait for payment until {@code expiresAt}. */
    PENDING_PAYMENT,
    /** Paid; its units stay taken for good. */
    PAID,
    /** Closed by its buyer; its units went back. */
    CANCELLED,
    /** Closed by time; its units went back. */
    EXPIRED,
    /** Never had units: there were none left, or the buyer had a live order already. */
    REJECTED;

    /** Whether the order's units count as taken. */
    public boolean isLive() {
        return this == PENDING_PAYMENT || this == PAID;
    }

    /** Whether nothing but a payment's fate can change any more. */
    public boolean isFinal() {
        return this != PENDING_PAYMENT;
    }
}
