package io.flashsale.model.sale;

import io.flashsale.model.Click;
import io.flashsale.model.ClickAnswer;
import io.flashsale.model.Outcome;
import io.flashsale.model.Reservation;
import io.flashsale.model.SaleTerms;
import io.flashsale.model.StockAnswer;
import io.flashsale.model.StockCommand;
import io.flashsale.model.StockInvariants;
import io.flashsale.model.StockSlot;
import io.flashsale.model.StockState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One whole sale as the design has it: slot, outbox, relays, reservations log, orders, payments, returns and rebuilds,
 * with every message that can be late, repeated or overtaken.
 *
 * <p>A driver moves it one {@link SaleMove} at a time and calls {@link #verify} after each; {@link #calm} then lets
 * everything that is under way arrive, and demands what must be true at rest. It runs in one thread: a move is what
 * happens atomically, and any order of moves is a schedule.
 */
public final class SaleModel {

    static final int RELAYS = 2;
    static final int COPIES = 2;
    private static final int ROUNDS_TO_REST = 200;
    private static final long NOW_MILLIS = 1_000;

    final OrderBook orders;
    final ReservationLog log = new ReservationLog();
    final Payments payments;
    final Inventory inventory;
    final Rebuilder rebuilder;
    final List<Relay> relays = new ArrayList<>();
    final List<Order> news = new ArrayList<>();
    private final SaleTerms terms;
    private final long[] knownEpoch = new long[COPIES];
    private final Map<String, Reservation> accepted = new HashMap<>();
    private final Set<String> lost = new HashSet<>();
    private StockSlot replica;
    private boolean redisWasLost;

    /**
     * A sale that has not been opened yet.
     *
     * @param slot an absent slot
     * @param terms its window must contain the first second of 1970, at which all clicks are made
     * @param guards the rules that this sale keeps
     */
    public SaleModel(StockSlot slot, SaleTerms terms, Set<Guard> guards) {
        this.terms = terms;
        orders = new OrderBook(terms.total(), guards, news);
        payments = new Payments(orders, guards);
        inventory = new Inventory(slot, orders, guards);
        rebuilder = new Rebuilder(inventory, terms, orders, log, guards);
        replica = slot.copy();
        for (int i = 0; i < RELAYS; i++) {
            relays.add(new Relay(!guards.contains(Guard.DELETE_AFTER_ACKNOWLEDGEMENT)));
        }
        inventory.startRebuild();
    }

    /** A buyer clicks, and one copy of inventory-service serves the click with the epoch it knows. */
    void click(int copy, String buyer, int quantity) {
        StockState before = inventory.slot().state();
        StockAnswer answer = inventory.click(knownEpoch[copy], NOW_MILLIS, new Click(buyer, quantity, Long.MAX_VALUE));
        if (answer instanceof StockAnswer.Answered answered) {
            check(buyer, before, answered.answers().get(0));
        } else {
            knownEpoch[copy] = inventory.epoch();
        }
    }

    private void check(String buyer, StockState before, ClickAnswer answer) {
        if (answer.outcome() == Outcome.RESERVED) {
            Reservation reservation = new Reservation(answer.orderId(), buyer, answer.quantity());
            Broken.unless(accepted.put(answer.orderId(), reservation) == null, "order ids never repeat");
            Broken.unless(orders.find(answer.orderId()).isEmpty(), "a new order id is new to MySQL");
        } else {
            Broken.unless(before.equals(inventory.slot().state()), "a click without a reservation burns nothing");
        }
        if (answer.outcome() == Outcome.ALREADY_RESERVED) {
            Reservation first = accepted.get(answer.orderId());
            Broken.unless(
                    first != null && first.buyer().equals(buyer) && first.units() == answer.quantity(),
                    "a repeated click answers the buyer's own order");
        }
    }

    /** Order-service takes a poll; with {@code crash} it dies after its transaction, before the offset. */
    void consume(int partition, int limit, boolean crash) {
        List<Reservation> batch = log.poll(partition, limit);
        if (orders.isAnnounced()) {
            orders.insert(batch);
            log.commit(partition, crash ? 0 : batch.size());
        }
    }

    /** A message of order-service reaches inventory; it stays in flight when it is repeated or could not be used. */
    void deliver(int index, boolean repeated) {
        if (inventory.hear(news.get(index)) && !repeated) {
            news.remove(index);
        }
    }

    /** Redis loses all it has. */
    void wipe() {
        countLost();
        inventory.slot().apply(new StockCommand.Wipe());
    }

    /** The replica copies Redis as it is now. */
    void replicate() {
        replica = inventory.slot().copy();
    }

    /** The replica takes over with what it has. */
    void failOver() {
        countLost();
        inventory.failOver(replica.copy());
    }

    private void countLost() {
        redisWasLost = true;
        inventory.slot().state().outbox().stream()
                .map(Reservation::orderId)
                .filter(orderId -> !log.contains(orderId))
                .forEach(lost::add);
    }

    /** Demands what is true at every moment. */
    public void verify() {
        orders.verify();
        StockState state = inventory.slot().state();
        StockInvariants.verify(state);
        Broken.unless(
                redisWasLost || orders.units(status -> status == OrderStatus.REJECTED) == 0,
                "a Redis that was never lost promises no more than MySQL has");
        Broken.unless(state.returned() <= orders.units(OrderStatus::isClosed), "no more returned than closed");
    }

    /** Lets all that is under way arrive, then demands what is true at rest. */
    public void calm() {
        for (int round = 0; round == 0 || !isAtRest(); round++) {
            Broken.unless(round < ROUNDS_TO_REST, "the sale comes to rest");
            orders.announce();
            relays.forEach(this::run);
            for (int partition = 0; partition < ReservationLog.PARTITIONS; partition++) {
                consume(partition, Integer.MAX_VALUE, false);
            }
            List.copyOf(payments.pending()).forEach(orderId -> payments.land(orderId, true));
            while (payments.undelivered() > 0) {
                payments.deliver(0, false);
            }
            news.removeIf(inventory::hear);
            inventory.watch();
            List.copyOf(inventory.attempts()).forEach(rebuilder::step);
            verify();
            if (isAtRest()) {
                inventory.watchLedger();
            }
        }
        verifyAtRest();
    }

    private void run(Relay relay) {
        relay.read(inventory.slot(), Integer.MAX_VALUE);
        while (!relay.isIdle()) {
            relay.send(log);
            relay.delete(inventory.slot());
        }
    }

    private boolean isAtRest() {
        return inventory.isAtRest()
                && news.isEmpty()
                && payments.pending().isEmpty()
                && payments.undelivered() == 0
                && log.isCommittedTo(log.endOffsets())
                && inventory.outboxIsEmpty()
                && relays.stream().allMatch(Relay::isIdle);
    }

    private void verifyAtRest() {
        StockState state = inventory.slot().state();
        Broken.unless(state.unconfirmed() == 0, "nothing is queued at rest");
        Broken.unless(state.returned() == orders.units(OrderStatus::isClosed), "closed = returned");
        Broken.unless(
                terms.total() == state.available() + orders.units(OrderStatus::isLive),
                "total = available + pending + paid");
        Broken.unless(state.holds().equals(orders.snapshot().holds()), "holds are the live orders");
        for (String orderId : accepted.keySet()) {
            Broken.unless(lost.contains(orderId) || orders.find(orderId).isPresent(), "every 202 became an order");
        }
        payments.verifyAtRest();
    }
}
