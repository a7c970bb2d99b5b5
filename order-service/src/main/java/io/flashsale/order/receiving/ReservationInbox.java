package io.flashsale.order.receiving;

import io.flashsale.order.Allotment;
import io.flashsale.order.Order;
import io.flashsale.order.Reservation;
import io.flashsale.order.storing.AllotmentTable;
import io.flashsale.order.storing.Database;
import io.flashsale.order.storing.OrderTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns reservations into orders, one transaction per call, under the lock of their sales' allotments. */
@ApplicationScoped
class ReservationInbox {

    private final AllotmentTable allotments;
    private final OrderTable orders;
    private final Database database;

    ReservationInbox(AllotmentTable allotments, OrderTable orders, Database database) {
        this.allotments = allotments;
        this.orders = orders;
        this.database = database;
    }

    /**
     * Inserts what is new up to the units left, the surplus as rejected.
     *
     * @throws AllotmentMissingException when one of the sales has no allotment yet; nothing has changed
     */
    @Transactional
    public Decision receive(List<Reservation> batch) {
        Map<String, Allotment> locked = lock(batch);
        List<Order> existing = orders.findAll(
                batch.stream().map(Reservation::orderId).distinct().toList());
        Decision decision = new Decision(locked, existing, liveBuyers(batch, existing), database.now()).decide(batch);
        orders.insert(decision.created());
        decision.takenUnits().forEach(allotments::take);
        return decision;
    }

    /** Inserts the order of a reservation that cannot become a live one as rejected. */
    @Transactional
    public Decision reject(Reservation reservation) {
        List<Reservation> single = List.of(reservation);
        Map<String, Allotment> locked = lock(single);
        locked.replaceAll((saleId, allotment) -> withNothingLeft(allotment));
        List<Order> existing = orders.findAll(List.of(reservation.orderId()));
        Decision decision = new Decision(locked, existing, Map.of(), database.now()).decide(single);
        orders.insert(decision.created());
        return decision;
    }

    private Map<String, Allotment> lock(List<Reservation> batch) {
        Set<String> saleIds = new HashSet<>();
        batch.forEach(reservation -> saleIds.add(reservation.saleId()));
        Map<String, Allotment> locked = new HashMap<>();
        allotments.lock(saleIds).forEach(allotment -> locked.put(allotment.saleId(), allotment));
        for (String saleId : saleIds) {
            if (!locked.containsKey(saleId)) {
                throw new AllotmentMissingException(saleId);
            }
        }
        return locked;
    }

    private Map<String, Set<String>> liveBuyers(List<Reservation> batch, List<Order> existing) {
        Set<String> knownIds = new HashSet<>();
        existing.forEach(order -> knownIds.add(order.orderId()));
        Map<String, Set<String>> candidates = new HashMap<>();
        for (Reservation reservation : batch) {
            if (!knownIds.contains(reservation.orderId())) {
                candidates
                        .computeIfAbsent(reservation.saleId(), sale -> new HashSet<>())
                        .add(reservation.buyerId());
            }
        }
        candidates.replaceAll(orders::findLiveBuyers);
        return candidates;
    }

    private static Allotment withNothingLeft(Allotment allotment) {
        return new Allotment(
                allotment.saleId(),
                allotment.total(),
                allotment.total(),
                allotment.priceMinor(),
                allotment.currency(),
                allotment.holdSeconds());
    }
}
