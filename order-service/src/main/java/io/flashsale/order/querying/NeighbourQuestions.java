package io.flashsale.order.querying;

import io.flashsale.order.Order;
import io.flashsale.order.OrderStatus;
import io.flashsale.problem.Problem;
import io.flashsale.problem.ProblemException;
import io.vertx.core.VertxException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.jboss.logging.Logger;

/** What order-service asks the other services while a buyer waits, and what it does without an answer. */
@ApplicationScoped
class NeighbourQuestions {

    private static final Logger LOG = Logger.getLogger(NeighbourQuestions.class);

    private final Holds holds;
    private final LatestPayments payments;

    NeighbourQuestions(Holds holds, LatestPayments payments) {
        this.holds = holds;
        this.payments = payments;
    }

    /** The hold of an order; refuses with 503 when inventory-service does not know or does not answer. */
    Optional<Hold> hold(String orderId) {
        try {
            return holds.find(orderId);
        } catch (RuntimeException e) {
            demandTroubleOfOthers(e);
            LOG.debugf(e, "inventory-service did not say whether there is a hold");
            throw new ProblemException(
                    Problem.unavailable("The order may still be on its way into the books; ask again."));
        }
    }

    /**
     * The payment that a buyer is shown. Only while an order waits for one can payment-service know more than the order
     * itself; when it does not answer in time, what the order knows is shown.
     */
    PaymentView paymentOf(Order order) {
        PaymentView stored = PaymentView.of(order.payment());
        if (order.status() != OrderStatus.PENDING_PAYMENT) {
            return stored;
        }
        try {
            return payments.of(order.orderId()).orElse(stored);
        } catch (RuntimeException e) {
            demandTroubleOfOthers(e);
            LOG.debugf("payment-service knows of no payment of %s for now: %s", order.orderId(), e.getMessage());
            return stored;
        }
    }

    /** An error of our own is not to be mistaken for a service that is away. */
    private static void demandTroubleOfOthers(RuntimeException failure) {
        boolean ofOthers = failure instanceof WebApplicationException
                || failure instanceof RefusedCallException
                || failure instanceof ProcessingException
                || failure instanceof VertxException
                || failure instanceof FaultToleranceException;
        if (!ofOthers) {
            throw failure;
        }
    }
}
