package io.flashsale.order;

/** What is known of a payment attempt, in the order in which one attempt can reach them. */
public enum PaymentStatus {
    /** Under way. Only payment-service knows of it; never stored here. */
    PENDING,
    /** Declined; the buyer may try again. */
    FAILED,
    /** The money was taken. */
    SUCCEEDED,
    /** The money was given back, because the order had closed before it came. */
    REFUNDED
}
