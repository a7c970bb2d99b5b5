package io.flashsale.order.ledger;

import io.flashsale.order.OrderId;
import io.flashsale.order.ledger.SaleLedger.LiveOrders;
import io.flashsale.order.ledger.SaleLedger.Sums;
import io.flashsale.order.storing.OrderQueries;
import io.flashsale.problem.Problem;
import io.flashsale.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What inventory-service asks about a sale: to rebuild it, to audit it and to find units that have to come back. */
@Path("/internal/sales/{saleId}")
@Produces(MediaType.APPLICATION_JSON)
class SaleLedgerResource {

    private static final int DEFAULT_LIMIT = 500;
    private static final int MAX_LIMIT = 1000;

    private final SaleLedger ledger;
    private final OrderQueries orders;

    SaleLedgerResource(SaleLedger ledger, OrderQueries orders) {
        this.ledger = ledger;
        this.orders = orders;
    }

    /** A closed order and its units. */
    record ClosedOrder(String orderId, int quantity) {}

    /** A page of closed orders by ascending id. */
    record ClosedOrders(List<ClosedOrder> orders) {}

    @GET
    @Path("/ledger")
    public Sums sums(@RestPath String saleId) {
        return ledger.sums(saleId).orElseThrow(SaleLedgerResource::unknownSale);
    }

    @GET
    @Path("/live-orders")
    public LiveOrders liveOrders(@RestPath String saleId) {
        return ledger.liveOrders(saleId).orElseThrow(SaleLedgerResource::unknownSale);
    }

    @GET
    @Path("/closed-orders")
    public ClosedOrders closedOrders(@RestPath String saleId, @RestQuery String after, @RestQuery String limit) {
        if (!OrderId.SALE_ID.matcher(saleId).matches()) {
            throw unknownSale();
        }
        if (after != null && (!OrderId.isValid(after) || !OrderId.saleOf(after).equals(saleId))) {
            throw new ProblemException(Problem.invalidRequest("after", "must be the id of an order of this sale"));
        }
        return new ClosedOrders(orders.findClosed(saleId, after, parseLimit(limit)).stream()
                .map(order -> new ClosedOrder(order.orderId(), order.quantity()))
                .toList());
    }

    private static int parseLimit(String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        if (text.matches("\\d{1,4}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        }
        throw new ProblemException(Problem.invalidRequest("limit", "must be between 1 and " + MAX_LIMIT));
    }

    private static ProblemException unknownSale() {
        return new ProblemException(Problem.notFound("This sale has no allotment here."));
    }
}
