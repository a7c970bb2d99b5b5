package io.flashsale.payment.recording;

import io.flashsale.payment.Card;

/**
 * What a buyer's request adds to the order to make an attempt.
 *
 * @param id the payment's id and the provider's idempotency key
 * @param idempotencyKey the buyer's own key
 * @param fingerprint keyed hash of what was asked
 * @param card only its brand and last four digits are kept
 * @param traceparent the request's position in its trace
 */
public record NewAttempt(String id, String idempotencyKey, byte[] fingerprint, Card card, String traceparent) {}
