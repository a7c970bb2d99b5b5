package io.flashsale.edge.selling;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.flashsale.edge.DropReason;
import io.flashsale.edge.Sale;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * All that this edge remembers of one sale: the newest state it has heard, what became of the clicks, and which buyers
 * have a click under way or an order.
 */
public final class SaleMemory {

    /** A contender beyond these is forgotten; a repeated click of theirs on a sold-out sale is told so. */
    private static final int MOST_CONTENDERS = 200_000;

    private enum Contender {
        CLICKING,
        HOLDING
    }

    private volatile Sale sale;
    private volatile long heardAtMillis;
    private final LongAdder accepted = new LongAdder();
    private final Map<DropReason, LongAdder> dropped = new EnumMap<>(DropReason.class);
    private final Cache<String, Contender> contenders =
            Caffeine.newBuilder().maximumSize(MOST_CONTENDERS).build();

    SaleMemory(Sale sale, long nowMillis) {
        this.sale = sale;
        this.heardAtMillis = nowMillis;
        for (DropReason reason : DropReason.values()) {
            dropped.put(reason, new LongAdder());
        }
    }

    /** The newest state. */
    public Sale sale() {
        return sale;
    }

    /** When this edge last heard of the sale, in epoch milliseconds. */
    public long heardAtMillis() {
        return heardAtMillis;
    }

    /** Keeps a state unless a newer one is known already. Called by one thread. */
    void hear(Sale told, long nowMillis) {
        if (told.isAtLeastAsNewAs(sale)) {
            sale = told;
            heardAtMillis = nowMillis;
        }
    }

    /**
     * Whether the buyer has a click under way or an order. Such a click goes through even when the sale is sold out: a
     * repeated click must answer with the buyer's order.
     */
    public boolean isContender(String buyerId) {
        return contenders.getIfPresent(buyerId) != null;
    }

    /** Remembers that a click of this buyer is on its way to inventory-service. */
    public void clicked(String buyerId) {
        contenders.asMap().putIfAbsent(buyerId, Contender.CLICKING);
    }

    /** Counts an accepted click and remembers that its buyer holds an order. */
    public void accepted(String buyerId) {
        contenders.put(buyerId, Contender.HOLDING);
        accepted.increment();
    }

    /** Counts a click that inventory-service or the way there turned away. */
    public void droppedAfterClick(String buyerId, DropReason reason) {
        contenders.asMap().remove(buyerId, Contender.CLICKING);
        dropped(reason);
    }

    /** Counts a click that was turned away. */
    public void dropped(DropReason reason) {
        dropped.get(reason).increment();
    }

    /** Accepted clicks so far. */
    public long acceptedCount() {
        return accepted.sum();
    }

    /** Clicks turned away for this reason so far. */
    public long droppedCount(DropReason reason) {
        return dropped.get(reason).sum();
    }

    /** Clicks turned away so far, by reason; reasons that never happened are left out. */
    public Map<String, Long> droppedCounts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        dropped.forEach((reason, count) -> {
            if (count.sum() > 0) {
                counts.put(reason.label(), count.sum());
            }
        });
        return counts;
    }
}
