package io.flashsale.order.paying;

import io.flashsale.order.Order;
import io.flashsale.order.Payment;
import io.flashsale.order.publishing.Outbox;
import io.flashsale.order.storing.OrderTable;
import io.flashsale.order.storing.OrderTable.Transition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Tells an order what became of a payment, in one transaction with the event that follows from it. */
@ApplicationScoped
public class PaymentRecorder {

    private final OrderTable orders;
    private final Outbox outbox;

    PaymentRecorder(OrderTable orders, Outbox outbox) {
        this.orders = orders;
        this.outbox = outbox;
    }

    /** The order afterwards, changed or not; empty when there is no such order. */
    @Transactional
    public Optional<Order> record(String orderId, Payment payment, String traceparent) {
        // Paying takes no units and gives none back, so the allotment needs no lock.
        return orders.lock(orderId).map(before -> {
            Order after = before.onPayment(payment);
            if (!after.equals(before)) {
                orders.compareAndSet(List.of(new Transition(before, after)));
            }
            if (after.version() != before.version()) {
                outbox.add(List.of(after), traceparent);
            }
            return after;
        });
    }
}
