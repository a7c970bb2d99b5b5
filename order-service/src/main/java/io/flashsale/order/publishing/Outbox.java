package io.flashsale.order.publishing;

import io.flashsale.order.Order;
import io.flashsale.order.storing.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * Events that a transaction implies, stored by the same transaction and sent after it: for transitions that HTTP or
 * time caused.
 */
@ApplicationScoped
public class Outbox {

    private final Database database;
    private final OrderEventWriter writer;
    private final Event<OutboxFilled> filled;

    Outbox(Database database, OrderEventWriter writer, Event<OutboxFilled> filled) {
        this.database = database;
        this.writer = writer;
        this.filled = filled;
    }

    /** Says that there is something to relay once the current transaction has committed. */
    record OutboxFilled() {}

    /** Adds an event for each order as it is now. Must be called inside the transaction that changed them. */
    public void add(List<Order> orders, String traceparent) {
        if (orders.isEmpty()) {
            return;
        }
        List<List<?>> rows = new ArrayList<>(orders.size());
        for (Order order : orders) {
            rows.add(List.of(order.orderId(), writer.json(order, traceparent)));
        }
        database.batch("INSERT INTO outbox (order_id, payload, created_at) VALUES (?, ?, UTC_TIMESTAMP(3))", rows);
        filled.fire(new OutboxFilled());
    }
}
