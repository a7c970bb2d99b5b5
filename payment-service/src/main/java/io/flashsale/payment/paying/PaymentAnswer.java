package io.flashsale.payment.paying;

/**
 * What callers are told of a payment.
 *
 * @param status PENDING, SUCCEEDED, FAILED or REFUNDED
 */
record PaymentAnswer(String paymentId, String status) {}
