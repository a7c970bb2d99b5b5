package io.flashsale.model;

import java.util.List;
import java.util.Map;

/** One call to a sale's slot. Every command is one script call on the real slot. */
public sealed interface StockCommand {

    /** Serves a batch of clicks at {@code nowMillis} (epoch milliseconds). */
    record Reserve(long epoch, long nowMillis, List<Click> clicks) implements StockCommand {
        public Reserve {
            clicks = List.copyOf(clicks);
        }
    }

    /** Applies news of orders, in the given order. */
    record Settle(long epoch, List<Settlement> settlements) implements StockCommand {
        public Settle {
            settlements = List.copyOf(settlements);
        }
    }

    /** Stops every writer of a lower epoch, creating the slot when it is absent. */
    record Fence(long epoch) implements StockCommand {}

    /**
     * Fills a fenced slot from MySQL and opens it.
     *
     * @param holds live orders by order id, CONFIRMED or PAID, one per buyer, together at most the total
     * @param closedUnits units that MySQL counts as closed, which become the slot's returned units
     */
    record Load(long epoch, SaleTerms terms, Map<String, Hold> holds, int closedUnits) implements StockCommand {
        public Load {
            holds = Map.copyOf(holds);
            int units = holds.values().stream().mapToInt(Hold::units).sum();
            long buyers = holds.values().stream().map(Hold::buyer).distinct().count();
            if (units > terms.total()
                    || buyers != holds.size()
                    || holds.values().stream().anyMatch(hold -> hold.state() == HoldState.UNCONFIRMED)) {
                throw new IllegalArgumentException("live orders that MySQL cannot hold: " + holds);
            }
        }
    }

    /** Deletes outbox entries that Kafka has acknowledged; an entry that is gone already is skipped. */
    record Acknowledge(List<String> orderIds) implements StockCommand {
        public Acknowledge {
            orderIds = List.copyOf(orderIds);
        }
    }

    /** Loses the slot with all it holds, as FLUSHALL does. */
    record Wipe() implements StockCommand {}
}
