package io.flashsale.model.sale;

import io.flashsale.model.SaleTerms;
import io.flashsale.model.StockAnswer;
import io.flashsale.model.StockCommand;
import java.util.Set;

/** Takes rebuild attempts forward, one step at a time. */
final class Rebuilder {

    private final Inventory inventory;
    private final SaleTerms terms;
    private final OrderBook orders;
    private final ReservationLog log;
    private final Set<Guard> guards;

    Rebuilder(Inventory inventory, SaleTerms terms, OrderBook orders, ReservationLog log, Set<Guard> guards) {
        this.inventory = inventory;
        this.terms = terms;
        this.orders = orders;
        this.log = log;
        this.guards = guards;
    }

    /** Lets an attempt take one step, when it can. */
    void step(Rebuild attempt) {
        switch (attempt.next) {
            case FENCE -> fence(attempt);
            case EMPTY_OUTBOX -> goOnIf(attempt, Guard.OUTBOX_EMPTIED, inventory.outboxIsEmpty());
            case READ_OFFSETS -> {
                attempt.offsets = log.endOffsets();
                attempt.goOn();
            }
            case AWAIT_OFFSETS -> goOnIf(attempt, Guard.OFFSETS_AWAITED, log.isCommittedTo(attempt.offsets));
            case SNAPSHOT -> {
                if (orders.isAnnounced()) {
                    attempt.liveOrders = orders.snapshot();
                    attempt.goOn();
                }
            }
            case LOAD ->
                goOnOrGiveUp(
                        attempt,
                        inventory
                                .slot()
                                .apply(new StockCommand.Load(
                                        attempt.epoch,
                                        terms,
                                        attempt.liveOrders.holds(),
                                        attempt.liveOrders.closedUnits())));
            case OPEN -> {
                inventory.open(attempt.epoch);
                attempt.goOn();
            }
            case OVER -> inventory.attempts().remove(attempt);
        }
    }

    private void fence(Rebuild attempt) {
        StockAnswer answer = inventory.slot().apply(new StockCommand.Fence(attempt.epoch));
        if (answer instanceof StockAnswer.Done) {
            inventory.fenced(attempt.epoch);
        }
        goOnOrGiveUp(attempt, answer);
    }

    private void goOnIf(Rebuild attempt, Guard guard, boolean ready) {
        if (ready || !guards.contains(guard)) {
            attempt.goOn();
        }
    }

    private void goOnOrGiveUp(Rebuild attempt, StockAnswer answer) {
        if (answer instanceof StockAnswer.Done) {
            attempt.goOn();
        } else {
            inventory.attempts().remove(attempt);
        }
    }
}
