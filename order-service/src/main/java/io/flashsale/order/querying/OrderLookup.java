package io.flashsale.order.querying;

import io.flashsale.order.Order;
import io.flashsale.order.OrderId;
import io.flashsale.order.storing.OrderQueries;
import io.flashsale.problem.Problem;
import io.flashsale.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;

/**
 * A buyer's order, from the moment it was accepted: asked of the database, then of the holds, then of the database
 * again, because the order may have arrived and the hold gone in between.
 */
@ApplicationScoped
public class OrderLookup {

    private final OrderQueries orders;
    private final NeighbourQuestions neighbours;

    OrderLookup(OrderQueries orders, NeighbourQuestions neighbours) {
        this.orders = orders;
        this.neighbours = neighbours;
    }

    /** The order; refuses with 404 when there is none of this buyer, with 503 when that cannot be told for now. */
    public OrderView find(String orderId, String buyerId) {
        return find(orderId, buyerId, order -> OrderView.of(order, neighbours.paymentOf(order)));
    }

    private OrderView find(String orderId, String buyerId, Function<Order, OrderView> view) {
        if (!OrderId.isValid(orderId)) {
            throw notFound();
        }
        Optional<Order> order = orders.find(orderId);
        if (order.isEmpty()) {
            Optional<Hold> hold = neighbours.hold(orderId);
            if (hold.isPresent()) {
                return hold.filter(found -> found.buyerId().equals(buyerId))
                        .map(OrderView::queued)
                        .orElseThrow(OrderLookup::notFound);
            }
            order = orders.find(orderId);
        }
        return order.filter(found -> found.buyerId().equals(buyerId)).map(view).orElseThrow(OrderLookup::notFound);
    }

    private static ProblemException notFound() {
        return new ProblemException(Problem.notFound("You have no such order."));
    }
}
