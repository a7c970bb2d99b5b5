package io.flashsale.inventory.publishing;

/**
 * What everybody is told of a sale's stock.
 *
 * @param epoch how often the slot has been built
 * @param version rises with every change of stock within the epoch
 * @param state SCHEDULED, OPEN, SOLD_OUT, RECOVERING or CLOSED
 * @param available units left
 * @param finalSoldOut every unit is paid for, none can come back
 */
public record Stock(int epoch, long version, String state, int available, boolean finalSoldOut) {}
