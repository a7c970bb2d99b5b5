package io.flashsale.order.cancelling;

import io.flashsale.order.IllegalTransitionException;
import io.flashsale.order.Order;
import io.flashsale.order.OrderStatus;
import io.flashsale.order.publishing.Outbox;
import io.flashsale.order.storing.AllotmentTable;
import io.flashsale.order.storing.Database;
import io.flashsale.order.storing.OrderTable;
import io.flashsale.order.storing.OrderTable.Transition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Closes an order at its buyer's wish and gives its units back, in one transaction. */
@ApplicationScoped
public class Cancellation {

    private final AllotmentTable allotments;
    private final OrderTable orders;
    private final Outbox outbox;
    private final Database database;

    Cancellation(AllotmentTable allotments, OrderTable orders, Outbox outbox, Database database) {
        this.allotments = allotments;
        this.orders = orders;
        this.outbox = outbox;
        this.database = database;
    }

    /** What came of the wish to cancel. */
    public sealed interface Outcome {}

    /** The order is cancelled, now or before. */
    public record Cancelled(Order order) implements Outcome {}

    /** The order's status does not allow it. */
    public record Refused(OrderStatus status) implements Outcome {}

    /** There is no such order of this buyer in the database. */
    public record Unknown() implements Outcome {}

    /**
     * Cancels.
     *
     * @param orderId a valid order id
     */
    @Transactional
    public Outcome cancel(String orderId, String buyerId, String traceparent) {
        Optional<Order> found =
                orders.lock(orderId).filter(order -> order.buyerId().equals(buyerId));
        if (found.isEmpty()) {
            return new Unknown();
        }
        Order before = found.get();
        try {
            Order after = before.cancel(database.now());
            if (!after.equals(before)) {
                orders.compareAndSet(List.of(new Transition(before, after)));
                outbox.add(List.of(after), traceparent);
                allotments.giveBack(before.saleId(), before.quantity());
            }
            return new Cancelled(after);
        } catch (IllegalTransitionException e) {
            return new Refused(e.status());
        }
    }
}
