package io.flashsale.order.expiring;

import io.flashsale.order.Order;
import io.flashsale.order.Traceparent;
import io.flashsale.order.publishing.Outbox;
import io.flashsale.order.storing.AllotmentTable;
import io.flashsale.order.storing.Database;
import io.flashsale.order.storing.OrderTable;
import io.flashsale.order.storing.OrderTable.Transition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Closes orders of one sale whose hold is over and gives their units back, in one transaction. */
@ApplicationScoped
public class Expiry {

    private final AllotmentTable allotments;
    private final OrderTable orders;
    private final Outbox outbox;
    private final Database database;

    Expiry(AllotmentTable allotments, OrderTable orders, Outbox outbox, Database database) {
        this.allotments = allotments;
        this.orders = orders;
        this.outbox = outbox;
        this.database = database;
    }

    /**
     * Expires those of the orders that are still pending and due. Orders that somebody else is changing are skipped;
     * if they are still pending afterwards they are found again.
     *
     * @return how many it expired
     */
    @Transactional
    public int expire(String saleId, Collection<String> orderIds) {
        List<Order> due = orders.lockDue(orderIds);
        if (due.isEmpty()) {
            return 0;
        }
        Instant now = database.now();
        List<Transition> transitions = due.stream()
                .map(order -> new Transition(order, order.expire(now)))
                .toList();
        orders.compareAndSet(transitions);
        outbox.add(transitions.stream().map(Transition::to).toList(), Traceparent.random());
        allotments.giveBack(saleId, due.stream().mapToInt(Order::quantity).sum());
        return due.size();
    }
}
