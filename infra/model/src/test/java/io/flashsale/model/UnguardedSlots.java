package io.flashsale.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Slots that lack one guard each, to see that the invariants notice. */
public final class UnguardedSlots {

    private UnguardedSlots() {}

    /** Gives units back each time it hears of a closed order, whether or not the hold is still there. */
    public static StockSlot releasingWithoutHold() {
        return new StockSlot("sale") {
            private final Map<String, Hold> released = new HashMap<>();

            @Override
            boolean settle(Settlement settlement) {
                Hold before = released.get(settlement.orderId());
                if (before != null && settlement.kind() == Settlement.Kind.RELEASE) {
                    available += before.units();
                    return true;
                }
                return super.settle(settlement);
            }

            @Override
            void release(String orderId, Hold hold) {
                released.put(orderId, hold);
                super.release(orderId, hold);
            }

            @Override
            StockSlot blank(String saleId) {
                return releasingWithoutHold();
            }
        };
    }

    /** As {@link #releasingWithoutHold}, and deletes the buyer's entry whatever order it names. */
    public static StockSlot forgettingTheBuyer() {
        return new StockSlot("sale") {
            private final Map<String, Hold> released = new HashMap<>();

            @Override
            boolean settle(Settlement settlement) {
                Hold before = released.get(settlement.orderId());
                if (before != null && settlement.kind() == Settlement.Kind.RELEASE) {
                    holds.orderByBuyer.remove(before.buyer());
                    return true;
                }
                return super.settle(settlement);
            }

            @Override
            void release(String orderId, Hold hold) {
                released.put(orderId, hold);
                super.release(orderId, hold);
            }

            @Override
            StockSlot blank(String saleId) {
                return forgettingTheBuyer();
            }
        };
    }

    /** Serves callers of any epoch. */
    public static StockSlot servingAnyEpoch() {
        return new StockSlot("sale") {
            @Override
            Optional<Refusal> refusalFor(long callerEpoch) {
                return super.refusalFor(state().epoch());
            }

            @Override
            StockSlot blank(String saleId) {
                return servingAnyEpoch();
            }
        };
    }
}
