package io.flashsale.order.ledger;

import io.flashsale.order.Order;
import io.flashsale.order.OrderStatus;
import io.flashsale.order.UtcTime;
import io.flashsale.order.storing.OrderQueries;
import io.flashsale.problem.Problem;
import io.flashsale.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;

/** One order as the other services see it, whoever it belongs to. */
@Path("/internal/orders/{orderId}")
@Produces(MediaType.APPLICATION_JSON)
class InternalOrderResource {

    private final OrderQueries orders;

    InternalOrderResource(OrderQueries orders) {
        this.orders = orders;
    }

    /** An order in the form of {@code contracts/}. */
    record InternalOrder(
            String orderId,
            String saleId,
            String buyerId,
            int quantity,
            OrderStatus status,
            long version,
            long amountMinor,
            String currency,
            String expiresAt) {

        static InternalOrder of(Order order) {
            return new InternalOrder(
                    order.orderId(),
                    order.saleId(),
                    order.buyerId(),
                    order.quantity(),
                    order.status(),
                    order.version(),
                    order.amountMinor(),
                    order.currency(),
                    UtcTime.format(order.expiresAt()));
        }
    }

    @GET
    public InternalOrder order(@RestPath String orderId) {
        return orders.find(orderId)
                .map(InternalOrder::of)
                .orElseThrow(() -> new ProblemException(Problem.notFound("There is no such order.")));
    }
}
