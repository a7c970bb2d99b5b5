package io.flashsale.payment.ordering;

import io.flashsale.payment.OrderStatus;
import java.time.Instant;

/**
 * One version of an order as order-service told it, by an event or by an answer.
 *
 * @param version rises by one with each transition
 * @param amountMinor what the buyer owes, in minor units
 * @param currency ISO 4217 code
 * @param expiresAt when the hold ends; null for an order that never had one
 */
record OrderState(
        String orderId,
        String saleId,
        String buyerId,
        OrderStatus status,
        long version,
        long amountMinor,
        String currency,
        Instant expiresAt) {}
