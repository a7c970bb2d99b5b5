package io.flashsale.payment.ordering;

import io.flashsale.payment.breaking.Callee;
import io.flashsale.payment.ordering.OrderServiceClient.BuyersOrder;
import io.smallrye.faulttolerance.api.CircuitBreakerName;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import io.vertx.core.VertxException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * What order-service says of an order, in two questions that make one call.
 *
 * <p>A buyer waits for the answer: a connection that is refused or breaks at once is tried again, an answer that takes
 * long is not, and while most questions fail none is asked.
 */
@ApplicationScoped
class OrderQuestions {

    private static final int NOT_FOUND = 404;
    private static final int FIRST_SERVER_ERROR = 500;

    private final OrderServiceClient orderService;

    OrderQuestions(@RestClient OrderServiceClient orderService) {
        this.orderService = orderService;
    }

    /**
     * What order-service says.
     *
     * @param recorded the order in its database, if it is there
     * @param buyersStatus otherwise what the buyer is shown of it, if anything
     */
    record Word(Optional<OrderState> recorded, Optional<String> buyersStatus) {}

    /** Asks; whatever keeps order-service from saying something is thrown. */
    @CircuitBreakerName(Callee.ORDER_SERVICE)
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
    @Timeout(2500)
    public Word ask(String orderId, String buyerId) {
        Optional<OrderState> recorded = Optional.ofNullable(unlessNotFound(() -> orderService.recordedOrder(orderId)))
                .map(OrderServiceClient.RecordedOrder::state);
        if (recorded.isPresent()) {
            return new Word(recorded, Optional.empty());
        }
        BuyersOrder accepted = unlessNotFound(() -> orderService.buyersOrder(orderId, buyerId));
        return new Word(recorded, Optional.ofNullable(accepted).map(BuyersOrder::status));
    }

    /** Null for 404. */
    private static <T> T unlessNotFound(Supplier<T> question) {
        try {
            return question.get();
        } catch (WebApplicationException e) {
            int status = e.getResponse().getStatus();
            if (status == NOT_FOUND) {
                return null;
            }
            throw status < FIRST_SERVER_ERROR ? new RefusedQuestionException(e) : e;
        }
    }

    /** order-service is well and says that our question is wrong (4xx): asking again gets the same answer. */
    static final class RefusedQuestionException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        RefusedQuestionException(WebApplicationException answer) {
            // Not as its cause: the breaker looks at causes too, and would take this for trouble.
            super(answer.getMessage(), null, false, false);
        }
    }
}
