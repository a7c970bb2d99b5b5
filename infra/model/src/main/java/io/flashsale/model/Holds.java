package io.flashsale.model;

import java.util.Map;
import java.util.TreeMap;

/** The holds of a slot with the buyer entries and counters that move with them; all figures in units. */
final class Holds {

    // Open to the tests of this package, which take single guards away to see the invariants break.
    final Map<String, Hold> byOrder = new TreeMap<>();
    final Map<String, String> orderByBuyer = new TreeMap<>();

    private int held;
    private int unconfirmed;
    private int paid;

    int held() {
        return held;
    }

    int unconfirmed() {
        return unconfirmed;
    }

    int paid() {
        return paid;
    }

    Hold find(String orderId) {
        return byOrder.get(orderId);
    }

    String orderOf(String buyer) {
        return orderByBuyer.get(buyer);
    }

    void put(String orderId, Hold hold) {
        byOrder.put(orderId, hold);
        orderByBuyer.put(hold.buyer(), orderId);
        held += hold.units();
        count(hold, 1);
    }

    void raise(String orderId, HoldState state) {
        Hold hold = byOrder.get(orderId);
        count(hold, -1);
        byOrder.put(orderId, hold.raisedTo(state));
        count(hold.raisedTo(state), 1);
    }

    void remove(String orderId) {
        Hold hold = byOrder.remove(orderId);
        held -= hold.units();
        count(hold, -1);
        // The buyer may have bought again; that entry is not this order's to delete.
        orderByBuyer.remove(hold.buyer(), orderId);
    }

    void clear() {
        byOrder.clear();
        orderByBuyer.clear();
        held = 0;
        unconfirmed = 0;
        paid = 0;
    }

    void copyFrom(Holds other) {
        clear();
        other.byOrder.forEach(this::put);
    }

    private void count(Hold hold, int sign) {
        unconfirmed += hold.state() == HoldState.UNCONFIRMED ? sign * hold.units() : 0;
        paid += hold.state() == HoldState.PAID ? sign * hold.units() : 0;
    }
}
