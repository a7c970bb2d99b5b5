package io.flashsale.inventory.ordering;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What order-service tells of a sale's orders; all figures are units, each answer is one snapshot of MySQL. */
@RegisterRestClient(configKey = "order-service")
@ClientHeaderParam(name = "X-Service-Token", value = "${flashsale.service-token}")
@Path("/internal/sales/{saleId}")
public interface OrderServiceClient {

    /** A live order; status PENDING_PAYMENT or PAID. */
    record LiveOrder(String orderId, String buyerId, int quantity, String status) {}

    /** Every live order of a sale, with what its closed ones have given back. */
    record LiveOrders(String saleId, int total, int taken, long closedUnits, List<LiveOrder> orders) {}

    /** The sale's figures in MySQL. */
    record OrderFigures(
            String saleId,
            long total,
            long taken,
            long pendingPayment,
            long paid,
            long closedUnits,
            long rejectedUnits) {}

    /** An order whose units go back on sale. */
    record ClosedOrder(String orderId, int quantity) {}

    /** A page of closed orders by ascending id. */
    record ClosedOrders(List<ClosedOrder> orders) {}

    @GET
    @Path("/live-orders")
    LiveOrders liveOrders(@PathParam("saleId") String saleId);

    @GET
    @Path("/ledger")
    OrderFigures figures(@PathParam("saleId") String saleId);

    @GET
    @Path("/closed-orders")
    ClosedOrders closedOrders(
            @PathParam("saleId") String saleId, @QueryParam("after") String after, @QueryParam("limit") int limit);
}
