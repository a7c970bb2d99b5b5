package io.flashsale.order.querying;

import io.flashsale.order.OrderId;
import io.flashsale.order.breaking.Neighbour;
import io.smallrye.faulttolerance.api.CircuitBreakerName;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import io.vertx.core.VertxException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * The holds of inventory-service, as far as order-service needs them.
 *
 * <p>A buyer waits for the answer: a connection that is refused or breaks at once is tried again, an answer that takes
 * long is not.
 */
@ApplicationScoped
class Holds {

    private static final int NOT_FOUND = 404;

    private final InventoryClient inventory;

    Holds(@RestClient InventoryClient inventory) {
        this.inventory = inventory;
    }

    /** The hold of an order; whatever keeps inventory-service from saying so is thrown. */
    @CircuitBreakerName(Neighbour.INVENTORY)
    @CircuitBreaker(
            requestVolumeThreshold = 20,
            failureRatio = 0.5,
            delay = 1000,
            failOn = {
                ProcessingException.class,
                WebApplicationException.class,
                VertxException.class,
                TimeoutException.class
            })
    @Retry(
            maxRetries = 2,
            delay = 50,
            jitter = 40,
            maxDuration = 400,
            retryOn = {
                ProcessingException.class,
                WebApplicationException.class,
                VertxException.class,
                TimeoutException.class
            })
    @ExponentialBackoff(maxDelay = 200)
    @Timeout(1500)
    public Optional<Hold> find(String orderId) {
        try {
            return Optional.ofNullable(inventory.hold(OrderId.saleOf(orderId), orderId));
        } catch (WebApplicationException e) {
            if (e.getResponse().getStatus() == NOT_FOUND) {
                return Optional.empty();
            }
            throw RefusedCallException.unlessRetryable(e);
        }
    }
}
