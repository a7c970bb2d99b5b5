package io.flashsale.model.sale;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Payment-service: at most one open or succeeded attempt per order, and a refund for a success that came too late. */
final class Payments {

    /** How an attempt stands. */
    enum Attempt {
        PENDING,
        SUCCEEDED,
        FAILED,
        REFUNDED
    }

    private final OrderBook orders;
    private final Set<Guard> guards;
    private final Map<String, Attempt> latest = new TreeMap<>();
    private final List<String> successes = new ArrayList<>();

    Payments(OrderBook orders, Set<Guard> guards) {
        this.orders = orders;
        this.guards = guards;
    }

    /** Starts an attempt unless one is open or has succeeded. */
    void start(String orderId) {
        Attempt attempt = latest.get(orderId);
        if (attempt == null || attempt == Attempt.FAILED) {
            latest.put(orderId, Attempt.PENDING);
        }
    }

    List<String> pending() {
        return latest.keySet().stream()
                .filter(id -> latest.get(id) == Attempt.PENDING)
                .toList();
    }

    /** The provider's answer, however late. */
    void land(String orderId, boolean success) {
        latest.put(orderId, success ? Attempt.SUCCEEDED : Attempt.FAILED);
        if (success) {
            successes.add(orderId);
        }
    }

    int undelivered() {
        return successes.size();
    }

    /** Brings one success to order-service; the event stays in flight when it is {@code repeated}. */
    void deliver(int index, boolean repeated) {
        String orderId = repeated ? successes.get(index) : successes.remove(index);
        if (!orders.pay(orderId) && guards.contains(Guard.REFUND_AFTER_CLOSING)) {
            latest.put(orderId, Attempt.REFUNDED);
        }
    }

    /** Demands that at rest money was kept exactly for the orders that are paid. */
    void verifyAtRest() {
        for (Order order : orders.all()) {
            boolean kept = latest.get(order.orderId()) == Attempt.SUCCEEDED;
            Broken.unless(kept == (order.status() == OrderStatus.PAID), "money is kept for paid orders: " + order);
        }
    }
}
