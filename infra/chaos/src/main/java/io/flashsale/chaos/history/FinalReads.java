package io.flashsale.chaos.history;

import java.util.Map;
import java.util.Optional;

/**
 * What was read when the faults were over and nobody clicked any more. All of it is in the history too.
 *
 * @param orders for every order that a buyer was ever told of, the last call that read it by its id
 * @param ledger the last account of the sale, or empty when there was none to be had
 */
public record FinalReads(Map<String, Call> orders, Optional<Ledger> ledger) {

    public FinalReads {
        orders = Map.copyOf(orders);
    }
}
