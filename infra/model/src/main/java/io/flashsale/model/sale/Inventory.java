package io.flashsale.model.sale;

import io.flashsale.model.Click;
import io.flashsale.model.Hold;
import io.flashsale.model.HoldState;
import io.flashsale.model.Refusal;
import io.flashsale.model.Reservation;
import io.flashsale.model.Settlement;
import io.flashsale.model.SlotStatus;
import io.flashsale.model.StockAnswer;
import io.flashsale.model.StockCommand;
import io.flashsale.model.StockSlot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Inventory-service: the sale's row in its own MySQL (epoch, whether it is open), the slot in Redis, and the rebuild
 * attempts of all its copies.
 */
final class Inventory {

    private static final int ATTEMPTS = 3;

    private final OrderBook orders;
    private final Set<Guard> guards;
    private final List<Rebuild> attempts = new ArrayList<>();
    private StockSlot slot;
    private boolean trusted = true;
    private long epoch;
    private boolean open;

    Inventory(StockSlot slot, OrderBook orders, Set<Guard> guards) {
        this.slot = slot;
        this.orders = orders;
        this.guards = guards;
    }

    StockSlot slot() {
        return slot;
    }

    long epoch() {
        return epoch;
    }

    List<Rebuild> attempts() {
        return attempts;
    }

    /** Another Redis answers from now on, with an older state. */
    void failOver(StockSlot lagging) {
        slot = lagging;
        trusted = !guards.contains(Guard.FENCE_AFTER_FAILOVER);
        startRebuild();
    }

    /** Serves one click by a copy that believes in {@code knownEpoch}. */
    StockAnswer click(long knownEpoch, long nowMillis, Click click) {
        if (!trusted) {
            return new StockAnswer.Refused(Refusal.RECOVERING);
        }
        StockAnswer answer = slot.apply(new StockCommand.Reserve(knownEpoch, nowMillis, List.of(click)));
        if (knownEpoch == epoch) {
            rebuildIfLost(answer);
        }
        return answer;
    }

    /** Hears of an order; false when the news has to come again. */
    boolean hear(Order order) {
        if (order.status() == OrderStatus.REJECTED) {
            startRebuild();
            return true;
        }
        StockAnswer answer = trusted
                ? slot.apply(new StockCommand.Settle(epoch, List.of(settlement(order))))
                : new StockAnswer.Refused(Refusal.RECOVERING);
        if (answer instanceof StockAnswer.Refused) {
            rebuildIfLost(answer);
            return !guards.contains(Guard.NEWS_RETRIED);
        }
        return true;
    }

    private static Settlement settlement(Order order) {
        Settlement.Kind kind = order.status().isClosed()
                ? Settlement.Kind.RELEASE
                : order.status() == OrderStatus.PAID ? Settlement.Kind.PAY : Settlement.Kind.CONFIRM;
        return new Settlement(order.orderId(), kind);
    }

    private void rebuildIfLost(StockAnswer answer) {
        boolean lost = answer instanceof StockAnswer.Refused refused
                && (refused.reason() == Refusal.UNKNOWN_SALE || refused.reason() == Refusal.WRONG_EPOCH);
        if (lost && open) {
            startRebuild();
        }
    }

    /** The look that one copy takes at every sale again and again: a slot that is not what the row says is rebuilt. */
    void watch() {
        boolean attended = attempts.stream().anyMatch(attempt -> attempt.epoch == epoch);
        if (open ? !slotAgrees() : !attended) {
            startRebuild();
        }
    }

    /**
     * The slower look, at the ledger, when nothing has been under way for long. It finds what no message tells of: an
     * order whose reservation reached Kafka only after a rebuild had read the live orders, because a relay or a
     * producer held it while Redis was lost. Such an order has no hold, and its release returns nothing.
     */
    void watchLedger() {
        OrderBook.LiveOrders live = orders.snapshot();
        boolean agrees =
                slot.state().holds().equals(live.holds()) && slot.state().returned() == live.closedUnits();
        if (!agrees && guards.contains(Guard.LEDGER_WATCHED)) {
            startRebuild();
        }
    }

    /** The compare-and-set that takes the next epoch; whoever wins it owns the attempt. */
    void startRebuild() {
        epoch++;
        open = false;
        attempts.add(new Rebuild(epoch));
        if (attempts.size() > ATTEMPTS) {
            attempts.remove(0);
        }
    }

    /** An attempt whose process came back after a crash. */
    void restart(Rebuild attempt) {
        if (guards.contains(Guard.ONE_LOAD_PER_EPOCH)) {
            startRebuild();
        } else {
            attempt.next = Rebuild.Step.FENCE;
        }
    }

    /** Redis was fenced at an epoch: if it is the row's, whatever Redis lost can do no harm any more. */
    void fenced(long fencedEpoch) {
        trusted |= fencedEpoch == epoch;
    }

    /** The compare-and-set that opens the sale; the row has a higher epoch when another attempt has begun. */
    void open(long loadedEpoch) {
        open |= loadedEpoch == epoch;
    }

    boolean outboxIsEmpty() {
        return slot.state().outbox().isEmpty();
    }

    /** Holds that MySQL has not confirmed, as they would be sent again. */
    List<Reservation> unconfirmed() {
        return slot.state().holds().entrySet().stream()
                .filter(entry -> entry.getValue().state() == HoldState.UNCONFIRMED)
                .map(Inventory::reservation)
                .toList();
    }

    private static Reservation reservation(Map.Entry<String, Hold> entry) {
        return new Reservation(
                entry.getKey(), entry.getValue().buyer(), entry.getValue().units());
    }

    boolean isAtRest() {
        return open && slotAgrees() && attempts.isEmpty();
    }

    private boolean slotAgrees() {
        return slot.state().status() == SlotStatus.OPEN && slot.state().epoch() == epoch;
    }
}
