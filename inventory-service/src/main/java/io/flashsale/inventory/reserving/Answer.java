package io.flashsale.inventory.reserving;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flashsale.inventory.Outcome;

/**
 * What one click is told.
 *
 * @param outcome what became of it
 * @param orderId the buyer's live order when there is one, else null
 * @param quantity the units of that order, else null
 * @param status that order's state as far as its hold tells (QUEUED, PENDING_PAYMENT, PAID), else null
 * @param finalSoldOut with SOLD_OUT: true when nothing can come back, else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Answer(Outcome outcome, String orderId, Integer quantity, String status, Boolean finalSoldOut) {

    static Answer ofOrder(Outcome outcome, String orderId, int quantity, String holdState) {
        String status =
                switch (holdState) {
                    case "C" -> "PENDING_PAYMENT";
                    case "P" -> "PAID";
                    default -> "QUEUED";
                };
        return new Answer(outcome, orderId, quantity, status, null);
    }

    static Answer ofSoldOut(boolean isFinal) {
        return new Answer(Outcome.SOLD_OUT, null, null, null, isFinal);
    }

    static Answer of(Outcome outcome) {
        return new Answer(outcome, null, null, null, null);
    }
}
