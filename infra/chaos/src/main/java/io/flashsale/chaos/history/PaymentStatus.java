package io.flashsale.chaos.history;

/** The state of a payment, in the words of the public contract. */
public enum PaymentStatus {
    PENDING,
    SUCCEEDED,
    FAILED,
    REFUNDED
}
