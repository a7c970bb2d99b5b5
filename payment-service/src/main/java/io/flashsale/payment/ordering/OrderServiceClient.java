package io.flashsale.payment.ordering;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.flashsale.payment.OrderStatus;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Questions to order-service; a status of 400 or more is thrown as a WebApplicationException. */
@Path("/")
@RegisterRestClient(configKey = "order-service")
@ClientHeaderParam(name = "X-Service-Token", value = "${flashsale.service-token}")
interface OrderServiceClient {

    /** The order as order-service's database has it; 404 for an order that is still queued, too. */
    @GET
    @Path("/internal/orders/{orderId}")
    RecordedOrder recordedOrder(@PathParam("orderId") String orderId);

    /** The order as its buyer sees it, from the moment it was accepted; 404 for somebody else's. */
    @GET
    @Path("/api/orders/{orderId}")
    BuyersOrder buyersOrder(@PathParam("orderId") String orderId, @HeaderParam("X-User-Id") String buyerId);

    /** An order in order-service's database; amounts in minor units. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record RecordedOrder(
            String orderId,
            String saleId,
            String buyerId,
            OrderStatus status,
            long version,
            long amountMinor,
            String currency,
            Instant expiresAt) {

        OrderState state() {
            return new OrderState(orderId, saleId, buyerId, status, version, amountMinor, currency, expiresAt);
        }
    }

    /** The part of a buyer's view that says where the order stands. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record BuyersOrder(String status) {}
}
