package io.flashsale.model.sale;

import io.flashsale.model.Hold;
import io.flashsale.model.HoldState;
import io.flashsale.model.Reservation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Order-service with its MySQL: the orders, the allotment row and every transition, each a transaction of its own.
 */
final class OrderBook {

    private final int total;
    private final Set<Guard> guards;
    private final Map<String, Order> orders = new TreeMap<>();
    private final List<Order> news;
    private boolean announced;
    private int taken;

    /** @param news where the event of each committed transition is put; it is never lost from there */
    OrderBook(int total, Set<Guard> guards, List<Order> news) {
        this.total = total;
        this.guards = guards;
        this.news = news;
    }

    /** Hears of the sale: from here on the allotment row exists. */
    void announce() {
        announced = true;
    }

    boolean isAnnounced() {
        return announced;
    }

    /** One transaction for one poll of the reservations log. */
    void insert(List<Reservation> batch) {
        for (Reservation reservation : batch) {
            Order known = orders.get(reservation.orderId());
            if (known != null && guards.contains(Guard.KNOWN_ORDER_ID)) {
                Broken.unless(
                        known.buyer().equals(reservation.buyer()) && known.units() == reservation.units(),
                        "an order id has one meaning: " + known + " and " + reservation);
                continue;
            }
            boolean fits = hasRoom(reservation.units()) && mayBuy(reservation.buyer());
            taken += fits ? reservation.units() : 0;
            change(new Order(
                    reservation.orderId(),
                    reservation.buyer(),
                    reservation.units(),
                    fits ? OrderStatus.PENDING_PAYMENT : OrderStatus.REJECTED));
        }
    }

    private boolean hasRoom(int units) {
        return !guards.contains(Guard.ALLOTMENT) || taken + units <= total;
    }

    private boolean mayBuy(String buyer) {
        return !guards.contains(Guard.ONE_LIVE_ORDER)
                || orders.values().stream()
                        .noneMatch(order ->
                                order.buyer().equals(buyer) && order.status().isLive());
    }

    /** Cancels or expires, when the order is pending; otherwise nothing happens. */
    void close(String orderId, OrderStatus closed) {
        Order order = orders.get(orderId);
        if (order != null && order.status() == OrderStatus.PENDING_PAYMENT) {
            taken -= order.units();
            change(order.in(closed));
        }
    }

    /** Hears of a payment's success; false when the order cannot be paid any more. */
    boolean pay(String orderId) {
        Order order = orders.get(orderId);
        if (order.status() == OrderStatus.PENDING_PAYMENT) {
            change(order.in(OrderStatus.PAID));
            return true;
        }
        return order.status() == OrderStatus.PAID;
    }

    private void change(Order order) {
        orders.put(order.orderId(), order);
        news.add(order);
    }

    Optional<Order> find(String orderId) {
        return Optional.ofNullable(orders.get(orderId));
    }

    List<Order> pending() {
        return select(order -> order.status() == OrderStatus.PENDING_PAYMENT);
    }

    List<Order> all() {
        return new ArrayList<>(orders.values());
    }

    int units(Predicate<OrderStatus> wanted) {
        return select(order -> wanted.test(order.status())).stream()
                .mapToInt(Order::units)
                .sum();
    }

    private List<Order> select(Predicate<Order> wanted) {
        return orders.values().stream().filter(wanted).toList();
    }

    /** Live orders and closed units in one snapshot. */
    LiveOrders snapshot() {
        Map<String, Hold> holds = new HashMap<>();
        for (Order order : select(order -> order.status().isLive())) {
            HoldState state = order.status() == OrderStatus.PAID ? HoldState.PAID : HoldState.CONFIRMED;
            holds.put(order.orderId(), new Hold(order.buyer(), order.units(), state));
        }
        return new LiveOrders(holds, units(OrderStatus::isClosed));
    }

    /** Demands what holds in MySQL at every moment. */
    void verify() {
        Broken.unless(taken == units(OrderStatus::isLive), "taken = pending + paid");
        Broken.unless(taken <= total, "no oversell");
        List<Order> live = select(order -> order.status().isLive());
        Broken.unless(live.stream().map(Order::buyer).distinct().count() == live.size(), "one live order per buyer");
    }

    /** What a rebuild reads: holds by order id, and the units that have been given back. */
    record LiveOrders(Map<String, Hold> holds, int closedUnits) {}
}
