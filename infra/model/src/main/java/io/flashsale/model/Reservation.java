package io.flashsale.model;

/**
 * One entry of the outbox: what order-service has to hear.
 *
 * @param orderId the minted id
 * @param buyer id of the buyer
 * @param units units taken, at least 1
 */
public record Reservation(String orderId, String buyer, int units) {}
