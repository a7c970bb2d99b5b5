package io.flashsale.order.querying;

import io.flashsale.order.breaking.Neighbour;
import io.smallrye.faulttolerance.api.CircuitBreakerName;
import io.vertx.core.VertxException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * The attempts to pay that payment-service knows of.
 *
 * <p>The answer only decorates another one, so it gets half a second and no second try; when payment-service is away
 * for longer, the breaker saves buyers the half second.
 */
@ApplicationScoped
class LatestPayments {

    private static final int NOT_FOUND = 404;

    private final PaymentClient payments;

    LatestPayments(@RestClient PaymentClient payments) {
        this.payments = payments;
    }

    /** The latest attempt on the order, if any; whatever keeps payment-service from saying so is thrown. */
    @CircuitBreakerName(Neighbour.PAYMENT)
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
    @Timeout(600)
    public Optional<PaymentView> of(String orderId) {
        try {
            return Optional.ofNullable(payments.latest(orderId));
        } catch (WebApplicationException e) {
            if (e.getResponse().getStatus() == NOT_FOUND) {
                return Optional.empty();
            }
            throw RefusedCallException.unlessRetryable(e);
        }
    }
}
