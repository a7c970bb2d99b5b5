package io.flashsale.order.querying;

import io.flashsale.order.Order;
import io.flashsale.order.OrderStatus;
import io.vertx.core.VertxException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/**
 * The payment that a buyer is shown. Only while an order waits for one can payment-service know more than the order
 * itself; when it does not answer in time, what the order knows is shown.
 */
@ApplicationScoped
class LatestPayments {

    private static final Logger LOG = Logger.getLogger(LatestPayments.class);

    private final PaymentClient payments;

    LatestPayments(@RestClient PaymentClient payments) {
        this.payments = payments;
    }

    PaymentView of(Order order) {
        PaymentView stored = PaymentView.of(order.payment());
        if (order.status() != OrderStatus.PENDING_PAYMENT) {
            return stored;
        }
        try {
            PaymentView latest = payments.latest(order.orderId());
            return latest == null ? stored : latest;
        } catch (WebApplicationException | ProcessingException | VertxException e) {
            LOG.debugf("payment-service knows of no payment of %s for now: %s", order.orderId(), e.getMessage());
            return stored;
        }
    }
}
