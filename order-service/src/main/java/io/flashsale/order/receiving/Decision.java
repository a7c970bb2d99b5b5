package io.flashsale.order.receiving;

import io.flashsale.order.Allotment;
import io.flashsale.order.Order;
import io.flashsale.order.Reservation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of a batch of reservations, decided on what the locked rows say; plain Java, it changes nothing.
 *
 * <p>In the order of the batch: an id that is known already is a repetition, or an alarm when it names another buyer;
 * a buyer with a live order in the sale, earlier in this batch included, is rejected; units left are taken, all of a
 * reservation or none; the surplus is rejected.
 */
final class Decision {

    private final Map<String, Allotment> allotments;
    private final Map<String, Set<String>> liveBuyers = new HashMap<>();
    private final Map<String, Order> known = new HashMap<>();
    private final Instant now;

    private final Map<String, Integer> takenUnits = new LinkedHashMap<>();
    private final List<Order> created = new ArrayList<>();
    private final List<Reservation> repeated = new ArrayList<>();
    private final List<Reservation> alarms = new ArrayList<>();

    /**
     * Prepares the decision.
     *
     * @param allotments by sale, one for every sale in the batch
     * @param existing those orders that exist already under an id of the batch
     * @param liveBuyers by sale, those buyers of the batch who have a live order
     * @param now the database's clock
     */
    Decision(
            Map<String, Allotment> allotments, List<Order> existing, Map<String, Set<String>> liveBuyers, Instant now) {
        this.allotments = allotments;
        this.now = now;
        liveBuyers.forEach((saleId, buyers) -> this.liveBuyers.put(saleId, new HashSet<>(buyers)));
        existing.forEach(order -> known.put(order.orderId(), order));
    }

    Decision decide(List<Reservation> batch) {
        batch.forEach(this::decide);
        return this;
    }

    private void decide(Reservation reservation) {
        Order before = known.get(reservation.orderId());
        if (before == null) {
            Order order = firstSight(reservation);
            known.put(order.orderId(), order);
            created.add(order);
        } else if (before.isOf(reservation)) {
            repeated.add(reservation);
        } else {
            alarms.add(reservation);
        }
    }

    private Order firstSight(Reservation reservation) {
        String saleId = reservation.saleId();
        Allotment allotment = allotments.get(saleId);
        int taken = takenUnits.getOrDefault(saleId, 0);
        Set<String> buyers = liveBuyers.computeIfAbsent(saleId, sale -> new HashSet<>());
        if (buyers.contains(reservation.buyerId()) || reservation.quantity() > allotment.left() - taken) {
            return Order.rejected(reservation, allotment, now);
        }
        buyers.add(reservation.buyerId());
        takenUnits.put(saleId, taken + reservation.quantity());
        return Order.created(reservation, allotment, now);
    }

    /** New orders, PENDING_PAYMENT and REJECTED, to be inserted. */
    List<Order> created() {
        return created;
    }

    /** Units to be added to what is taken, by sale. */
    Map<String, Integer> takenUnits() {
        return takenUnits;
    }

    /** Reservations whose order is known already. */
    List<Reservation> repeated() {
        return repeated;
    }

    /** Reservations whose id belongs to another buyer's order; nothing is done with them. */
    List<Reservation> alarms() {
        return alarms;
    }

    /** The order that a reservation of this batch has led to, now or before. */
    Order orderOf(Reservation reservation) {
        return known.get(reservation.orderId());
    }
}
