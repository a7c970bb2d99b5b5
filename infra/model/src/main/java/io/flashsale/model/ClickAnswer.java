package io.flashsale.model;

/**
 * The answer to one click.
 *
 * @param outcome what became of the click
 * @param orderId the buyer's live order, or null when the click ended without one
 * @param quantity units of that order, 0 without one
 * @param finalSoldOut true only with SOLD_OUT, when every unit is paid
 */
public record ClickAnswer(Outcome outcome, String orderId, int quantity, boolean finalSoldOut) {

    static ClickAnswer without(Outcome outcome) {
        return new ClickAnswer(outcome, null, 0, false);
    }

    static ClickAnswer soldOut(boolean finalSoldOut) {
        return new ClickAnswer(Outcome.SOLD_OUT, null, 0, finalSoldOut);
    }

    static ClickAnswer with(Outcome outcome, String orderId, int quantity) {
        return new ClickAnswer(outcome, orderId, quantity, false);
    }
}
