package io.flashsale.model;

/**
 * One buyer's press of Buy as it reaches the stock.
 *
 * @param buyer id of the buyer
 * @param quantity units asked for; may be nonsense, which is answered and not thrown
 * @param deadlineMillis epoch milliseconds from which the click must not take stock any more
 */
public record Click(String buyer, int quantity, long deadlineMillis) {}
