package io.flashsale.order.receiving;

import io.flashsale.order.Order;
import io.flashsale.order.OrderStatus;
import io.flashsale.order.Reservation;
import io.flashsale.order.crashing.CrashPoints;
import io.flashsale.order.publishing.OrderPublisher;
import io.flashsale.order.publishing.OrderPublisher.Announcement;
import io.flashsale.order.storing.DatabaseException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Receives one poll's reservations and tells what became of them.
 *
 * <p>One transaction for all of them. Where the data of one makes it fail, the batch is halved until the culprit is
 * alone: it becomes a rejected order, the others are not held up. Trouble that passes is the caller's to retry; a
 * repetition finds the orders it has inserted before and tells of them again.
 */
@ApplicationScoped
class ReservationBatch {

    private static final Logger LOG = Logger.getLogger(ReservationBatch.class);

    private final ReservationInbox inbox;
    private final OrderPublisher publisher;
    private final MeterRegistry metrics;

    ReservationBatch(ReservationInbox inbox, OrderPublisher publisher, MeterRegistry metrics) {
        this.inbox = inbox;
        this.publisher = publisher;
        this.metrics = metrics;
    }

    void receive(List<Reservation> batch) {
        List<Announcement> announcements = new ArrayList<>(batch.size());
        receive(batch, announcements);
        CrashPoints.ORDERS_AFTER_COMMIT.reach();
        publisher.publish(announcements);
        CrashPoints.ORDERS_AFTER_EVENTS.reach();
    }

    private void receive(List<Reservation> batch, List<Announcement> announcements) {
        try {
            announce(batch, inbox.receive(batch), announcements);
        } catch (DatabaseException e) {
            if (!e.isDataError()) {
                throw e;
            }
            if (batch.size() == 1) {
                alarm("poison", batch.get(0));
                announce(batch, inbox.reject(batch.get(0)), announcements);
                return;
            }
            int middle = batch.size() / 2;
            receive(batch.subList(0, middle), announcements);
            receive(batch.subList(middle, batch.size()), announcements);
        }
    }

    private void announce(List<Reservation> batch, Decision decision, List<Announcement> announcements) {
        for (Reservation reservation : batch) {
            if (decision.alarms().contains(reservation)) {
                continue;
            }
            Order order = decision.orderOf(reservation);
            announcements.add(new Announcement(order.asCreated(), reservation.traceparent()));
            if (order.version() > 1) {
                announcements.add(new Announcement(order, reservation.traceparent()));
            }
        }
        decision.alarms().forEach(reservation -> alarm("id-of-another-order", reservation));
        long rejected = decision.created().stream()
                .filter(order -> order.status() == OrderStatus.REJECTED)
                .count();
        count("rejected", rejected);
        count("created", decision.created().size() - rejected);
        count("repeated", decision.repeated().size());
    }

    private void count(String outcome, long reservations) {
        metrics.counter("flashsale.reservations", "outcome", outcome).increment(reservations);
    }

    private void alarm(String reason, Reservation reservation) {
        metrics.counter("flashsale.alarms", "reason", reason).increment();
        LOG.errorf(
                "Reservation %s of buyer %s cannot become an order: %s",
                reservation.orderId(), reservation.buyerId(), reason);
    }
}
