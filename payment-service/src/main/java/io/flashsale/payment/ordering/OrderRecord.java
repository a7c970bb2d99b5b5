package io.flashsale.payment.ordering;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Keeps the record of orders at the newest version heard, whoever tells it and in whatever order. */
@ApplicationScoped
class OrderRecord {

    private static final int TRIES = 3;

    private final PayableOrderRepository orders;
    private final ClosingListener closing;

    OrderRecord(PayableOrderRepository orders, ClosingListener closing) {
        this.orders = orders;
        this.closing = closing;
    }

    /**
     * Takes in what was heard, in one transaction; answers how many orders it changed.
     *
     * <p>Two writers may insert the same order at the same time: the second fails on the primary key, and finds the
     * order when it tries again.
     */
    int apply(Collection<OrderState> heard) {
        if (heard.isEmpty()) {
            return 0;
        }
        Collection<OrderState> newest = newestOfEach(heard);
        for (int tries = 1; ; tries++) {
            try {
                return QuarkusTransaction.requiringNew().call(() -> write(newest));
            } catch (PersistenceException race) {
                if (tries == TRIES) {
                    throw race;
                }
            }
        }
    }

    private int write(Collection<OrderState> newest) {
        List<String> ids = newest.stream().map(OrderState::orderId).toList();
        Map<String, PayableOrder> known =
                orders.lockAll(ids).stream().collect(Collectors.toMap(PayableOrder::orderId, Function.identity()));
        List<String> closed = new ArrayList<>();
        int changed = 0;
        for (OrderState state : newest) {
            if (write(state, known.get(state.orderId()))) {
                changed++;
                if (state.status().isClosed()) {
                    closed.add(state.orderId());
                }
            }
        }
        orders.flush();
        if (!closed.isEmpty()) {
            closing.ordersClosed(closed);
        }
        return changed;
    }

    private boolean write(OrderState state, PayableOrder known) {
        if (known == null) {
            orders.persist(new PayableOrder(state));
            return true;
        }
        return known.advance(state);
    }

    private static Collection<OrderState> newestOfEach(Collection<OrderState> heard) {
        Map<String, OrderState> newest = new TreeMap<>();
        for (OrderState state : heard) {
            newest.merge(state.orderId(), state, (a, b) -> a.version() >= b.version() ? a : b);
        }
        return newest.values();
    }
}
