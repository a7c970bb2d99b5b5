package io.flashsale.model;

import java.util.Map;

/**
 * What is true of a slot after every command, whoever carried it out: the model or Redis.
 *
 * <p>The figures are added up anew from the holds, so a counter that has drifted is found.
 */
public final class StockInvariants {

    private StockInvariants() {}

    /**
     * Demands every invariant that one state of a slot can show.
     *
     * @throws IllegalStateException naming the invariant that is broken, with the state
     */
    public static void verify(StockState state) {
        demand(state, state.held() == units(state, null), "held is the sum of the holds");
        demand(state, state.unconfirmed() == units(state, HoldState.UNCONFIRMED), "unconfirmed is what holds say");
        demand(state, state.paid() == units(state, HoldState.PAID), "paid is what holds say");
        demand(state, state.buyers().size() == state.holds().size(), "one hold per buyer");
        for (Map.Entry<String, String> entry : state.buyers().entrySet()) {
            Hold hold = state.holds().get(entry.getValue());
            demand(state, hold != null && hold.buyer().equals(entry.getKey()), "a buyer entry names the buyer's hold");
        }
        demand(state, state.available() >= 0, "available is not negative");
        demand(state, state.returned() >= 0, "returned is not negative");
        demand(state, state.unconfirmed() <= state.terms().maxUnconfirmed(), "unconfirmed units are bounded");
        if (state.status() == SlotStatus.OPEN) {
            demand(state, state.terms().total() == state.available() + state.held(), "total = available + held");
        }
        if (state.status() == SlotStatus.ABSENT) {
            demand(state, state.holds().isEmpty() && state.outbox().isEmpty(), "an absent slot holds nothing");
        }
    }

    private static int units(StockState state, HoldState holdState) {
        return state.holds().values().stream()
                .filter(hold -> holdState == null || hold.state() == holdState)
                .mapToInt(Hold::units)
                .sum();
    }

    private static void demand(StockState state, boolean holds, String invariant) {
        if (!holds) {
            throw new IllegalStateException("broken: " + invariant + ", in " + state);
        }
    }
}
