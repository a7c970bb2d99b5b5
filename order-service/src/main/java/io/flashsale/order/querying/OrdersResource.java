package io.flashsale.order.querying;

import io.flashsale.order.Order;
import io.flashsale.order.OrderId;
import io.flashsale.order.storing.OrderQueries;
import io.flashsale.order.storing.OrderQueries.After;
import io.flashsale.problem.Problem;
import io.flashsale.problem.Problem.FieldError;
import io.flashsale.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What buyers can ask about their orders. */
@Path("/api/orders")
@Produces(MediaType.APPLICATION_JSON)
class OrdersResource {

    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;

    private final OrderLookup lookup;
    private final OrderQueries orders;

    OrdersResource(OrderLookup lookup, OrderQueries orders) {
        this.lookup = lookup;
        this.orders = orders;
    }

    /**
     * A page of orders.
     *
     * @param nextCursor where the next page begins, or null when this is the last
     */
    record Page(List<OrderView> orders, String nextCursor) {}

    @GET
    @Path("/{orderId}")
    public OrderView order(@RestPath String orderId, @RestHeader(Buyer.HEADER) String userId) {
        return lookup.find(orderId, Buyer.demand(userId));
    }

    @GET
    public Page orders(
            @RestHeader(Buyer.HEADER) String userId,
            @RestQuery String limit,
            @RestQuery String cursor,
            @RestQuery String saleId) {
        String buyerId = Buyer.demand(userId);
        List<FieldError> errors = new ArrayList<>();
        int size = limit == null ? DEFAULT_LIMIT : parseLimit(limit, errors);
        After after = cursor == null ? null : parseCursor(cursor, errors);
        if (saleId != null && !OrderId.SALE_ID.matcher(saleId).matches()) {
            errors.add(new FieldError("saleId", "must be the id of a sale"));
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalidRequest(errors));
        }
        // One more than asked for tells whether there is a next page.
        List<Order> found = orders.findOfBuyer(buyerId, saleId, after, size + 1);
        List<Order> shown = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size ? Cursor.after(shown.get(size - 1)) : null;
        return new Page(shown.stream().map(OrderView::of).toList(), next);
    }

    private static int parseLimit(String text, List<FieldError> errors) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            errors.add(new FieldError("limit", "must be a whole number"));
            return DEFAULT_LIMIT;
        }
        errors.add(new FieldError("limit", "must be between 1 and " + MAX_LIMIT));
        return DEFAULT_LIMIT;
    }

    private static After parseCursor(String text, List<FieldError> errors) {
        After after = Cursor.parse(text).orElse(null);
        if (after == null) {
            errors.add(new FieldError("cursor", "must be a nextCursor of an earlier page"));
        }
        return after;
    }
}
