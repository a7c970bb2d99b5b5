package io.flashsale.payment.provider;

import io.flashsale.payment.Card;
import java.time.Instant;

/**
 * One request to take money.
 *
 * @param attemptId the provider's idempotency key: the same id never takes money twice
 * @param amountMinor what to take, in minor units of the currency
 * @param currency ISO 4217 code
 * @param card where to take it from
 * @param holdEndsAt when the order's hold ends, sent along as metadata; null when not known
 */
public record Charge(String attemptId, long amountMinor, String currency, Card card, Instant holdEndsAt) {}
