package io.flashsale.model;

/**
 * Units that have left the available stock for one order.
 *
 * @param buyer id of the buyer
 * @param units units held, at least 1
 * @param state how far the order has come
 */
public record Hold(String buyer, int units, HoldState state) {

    Hold raisedTo(HoldState higher) {
        return new Hold(buyer, units, higher);
    }
}
