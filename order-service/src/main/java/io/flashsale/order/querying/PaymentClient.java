package io.flashsale.order.querying;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestPath;

/** payment-service, asked for an attempt that is under way and that no event has told of yet. */
@RegisterRestClient(configKey = "payment-service")
@ClientHeaderParam(name = "X-Service-Token", value = "${flashsale.service-token}")
interface PaymentClient {

    /** The latest attempt; a {@code WebApplicationException} with status 404 when there is none. */
    @GET
    @Path("/internal/orders/{orderId}/payment")
    PaymentView latest(@RestPath String orderId);
}
