package io.flashsale.edge.selling;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.Sale;
import io.flashsale.edge.contending.Contenders;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * All that this edge remembers of one sale: the newest state it has heard, what became of the clicks, and which buyers
 * have a click under way or an order.
 */
public final class SaleMemory {

    private volatile Sale sale;
    private volatile WindowRefusals refusals;
    private volatile long heardAtMillis;
    private final LongAdder accepted = new LongAdder();
    private final Map<DropReason, LongAdder> dropped = new EnumMap<>(DropReason.class);
    private final Map<DropReason, LongAdder> wouldHaveDropped = new EnumMap<>(DropReason.class);
    private final LongAdder underWay = new LongAdder();
    private final Contenders contenders;
    private final SalePage page = new SalePage();

    SaleMemory(Sale sale, long nowMillis, Contenders contenders) {
        this.contenders = contenders;
        this.sale = sale;
        this.refusals = WindowRefusals.of(sale.opensAt());
        this.heardAtMillis = nowMillis;
        for (DropReason reason : DropReason.values()) {
            dropped.put(reason, new LongAdder());
            wouldHaveDropped.put(reason, new LongAdder());
        }
        endIfClosed();
    }

    /** The newest state. */
    public Sale sale() {
        return sale;
    }

    /** What clicks outside the sale's window are told. */
    public WindowRefusals refusals() {
        return refusals;
    }

    SalePage page() {
        return page;
    }

    /** When this edge last heard of the sale, in epoch milliseconds. */
    public long heardAtMillis() {
        return heardAtMillis;
    }

    /** Keeps a state unless a newer one is known already. Called by one thread at a time. */
    void hear(Sale told, long nowMillis) {
        if (told.isAtLeastAsNewAs(sale)) {
            sale = told;
            heardAtMillis = nowMillis;
            if (!refusals.opensAt().equals(told.opensAt())) {
                refusals = WindowRefusals.of(told.opensAt());
            }
            endIfClosed();
        }
    }

    private void endIfClosed() {
        if (sale.state().equals("CLOSED")) {
            contenders.end();
        }
    }

    /**
     * Whether the buyer has a click under way or an order. Such a click goes through even when the sale is sold out: a
     * repeated click must answer with the buyer's order.
     */
    public boolean isContender(String buyerId) {
        return contenders.contains(buyerId);
    }

    /** Remembers that this buyer has a click under way, until it is accepted or turned away. */
    public void clicked(String buyerId) {
        contenders.clicked(buyerId);
    }

    /** A click begins to wait for inventory-service. */
    public void startsWaiting() {
        underWay.increment();
    }

    /** A click waits no longer, however it was answered. */
    public void stopsWaiting() {
        underWay.decrement();
    }

    /** Counts an accepted click and remembers that its buyer holds this order. */
    public void accepted(String buyerId, String orderId) {
        contenders.ordered(buyerId, orderId);
        accepted.increment();
    }

    /** Counts a click that was turned away after all filters had let it pass, on its way or by inventory-service. */
    public void droppedAfterClick(String buyerId, DropReason reason) {
        contenders.turnedAway(buyerId);
        dropped(reason);
    }

    /** Counts a click that was turned away. */
    public void dropped(DropReason reason) {
        dropped.get(reason).increment();
    }

    /** Counts a click that passed because the filter that would have turned it away only reports. */
    public void wouldHaveDropped(DropReason reason) {
        wouldHaveDropped.get(reason).increment();
    }

    /** Clicks that a filter would have turned away for this reason, had it not been switched to report only. */
    public long wouldHaveDroppedCount(DropReason reason) {
        return wouldHaveDropped.get(reason).sum();
    }

    /** Clicks that wait for inventory-service now. */
    public long underWayCount() {
        return underWay.sum();
    }

    /** Clicks answered so far, whatever became of them. */
    public long clickCount() {
        return acceptedCount()
                + dropped.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Accepted clicks so far. */
    public long acceptedCount() {
        return accepted.sum();
    }

    /** Clicks turned away for this reason so far. */
    public long droppedCount(DropReason reason) {
        return dropped.get(reason).sum();
    }
}
