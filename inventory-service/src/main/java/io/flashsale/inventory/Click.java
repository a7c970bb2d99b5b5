package io.flashsale.inventory;

/**
 * One buyer's wish for units of a sale.
 *
 * @param buyerId who wants them
 * @param quantity how many units
 * @param deadline epoch milliseconds after which nobody waits for the answer any more, so that none must be taken
 * @param traceparent W3C trace context of the click, or null
 */
public record Click(String buyerId, int quantity, long deadline, String traceparent) {}
