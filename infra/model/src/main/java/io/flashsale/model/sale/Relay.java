package io.flashsale.model.sale;

import io.flashsale.model.Reservation;
import io.flashsale.model.StockCommand;
import io.flashsale.model.StockSlot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One copy of the outbox relay. It may stop between any two of its steps, for as long as it likes, with entries in
 * hand that the slot has lost meanwhile.
 */
final class Relay {

    private final boolean deletesEarly;
    private final Deque<Reservation> inHand = new ArrayDeque<>();
    private final List<String> acknowledged = new ArrayList<>();

    Relay(boolean deletesEarly) {
        this.deletesEarly = deletesEarly;
    }

    /** Takes the oldest entries into its hands; they stay in the outbox. */
    void read(StockSlot slot, int limit) {
        slot.state().outbox().stream().limit(limit).forEach(inHand::add);
        if (deletesEarly) {
            slot.apply(new StockCommand.Acknowledge(
                    inHand.stream().map(Reservation::orderId).toList()));
        }
    }

    /** Holds of orders that MySQL does not confirm are sent again. */
    void readUnconfirmed(List<Reservation> unconfirmed) {
        inHand.addAll(unconfirmed);
    }

    void send(ReservationLog log) {
        Reservation next = inHand.poll();
        if (next != null) {
            log.append(next);
            acknowledged.add(next.orderId());
        }
    }

    void delete(StockSlot slot) {
        slot.apply(new StockCommand.Acknowledge(acknowledged));
        acknowledged.clear();
    }

    /** The process dies. */
    void crash() {
        inHand.clear();
        acknowledged.clear();
    }

    boolean isIdle() {
        return inHand.isEmpty() && acknowledged.isEmpty();
    }
}
