package io.flashsale.order.querying;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestPath;

/** inventory-service, asked for the hold behind an order that is not in the database yet. */
@RegisterRestClient(configKey = "inventory-service")
@ClientHeaderParam(name = "X-Service-Token", value = "${flashsale.service-token}")
interface InventoryClient {

    /** The hold; a {@code WebApplicationException} with status 404 when there is none. */
    @GET
    @Path("/internal/sales/{saleId}/holds/{orderId}")
    Hold hold(@RestPath String saleId, @RestPath String orderId);
}
