package io.flashsale.payment.paying;

import io.flashsale.payment.Card;

/**
 * A buyer's checked wish to pay an order.
 *
 * @param idempotencyKey the buyer's own key; the same key asks for the same payment
 * @param traceparent the request's position in its trace
 */
record PaymentCommand(String buyerId, String orderId, String idempotencyKey, Card card, String traceparent) {}
