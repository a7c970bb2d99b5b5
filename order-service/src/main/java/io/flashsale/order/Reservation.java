package io.flashsale.order;

/**
 * Units that inventory-service has set aside for a buyer and that ask to become an order.
 *
 * @param orderId the id the order will have, {@code {saleId}-{epoch}-{sequence}}
 * @param quantity units, at least 1
 * @param traceparent W3C trace context of the click that caused it
 */
public record Reservation(String orderId, String saleId, String buyerId, int quantity, String traceparent) {}
