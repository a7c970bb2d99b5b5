package io.flashsale.payment.ordering;

import io.flashsale.payment.ordering.OrderFinding.Found;
import io.flashsale.payment.ordering.OrderFinding.Queued;
import io.flashsale.payment.ordering.OrderFinding.Unavailable;
import io.flashsale.payment.ordering.OrderFinding.Unknown;
import io.flashsale.payment.ordering.OrderServiceClient.BuyersOrder;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.vertx.core.VertxException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** Finds the order a buyer wants to pay: in the own record, and at order-service when no event has told of it yet. */
@ApplicationScoped
public class OrderLookup {

    private static final Logger LOG = Logger.getLogger(OrderLookup.class);
    private static final int NOT_FOUND = 404;

    private final PayableOrderRepository orders;
    private final OrderRecord record;
    private final OrderServiceClient orderService;
    private final MeterRegistry metrics;
    private final Semaphore questions;
    private final long turnMillis;

    OrderLookup(
            PayableOrderRepository orders,
            OrderRecord record,
            @RestClient OrderServiceClient orderService,
            OrderingConfig config,
            MeterRegistry metrics) {
        this.orders = orders;
        this.record = record;
        this.orderService = orderService;
        this.metrics = metrics;
        this.turnMillis = config.lookupTurn().toMillis();
        this.questions = new Semaphore(config.concurrentLookups());
    }

    /** What is known of the order; an order that order-service tells of is recorded on the way. */
    public OrderFinding find(String orderId, String buyerId) {
        Optional<PayableOrder> recorded = recorded(orderId);
        if (recorded.isPresent()) {
            return own(recorded.get(), buyerId);
        }
        if (!takeTurn()) {
            return new Unavailable();
        }
        try {
            return ask(orderId, buyerId);
        } catch (ProcessingException | WebApplicationException | VertxException e) {
            // One line per refused payment would flood the log exactly when order-service is away.
            LOG.debugf(e, "order-service cannot be asked about %s", orderId);
            metrics.counter("flashsale.order.lookups.failed").increment();
            return new Unavailable();
        } finally {
            questions.release();
        }
    }

    private boolean takeTurn() {
        try {
            return questions.tryAcquire(turnMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private OrderFinding ask(String orderId, String buyerId) {
        Optional<OrderState> told =
                unlessNotFound(() -> orderService.recordedOrder(orderId).state());
        if (told.isPresent()) {
            if (!told.get().buyerId().equals(buyerId)) {
                return new Unknown();
            }
            record.apply(List.of(told.get()));
            return recorded(orderId).map(order -> own(order, buyerId)).orElseGet(Unavailable::new);
        }
        Optional<BuyersOrder> accepted = unlessNotFound(() -> orderService.buyersOrder(orderId, buyerId));
        if (accepted.isEmpty()) {
            return new Unknown();
        }
        // Any other status means the order was written between the two questions; the buyer is to try again.
        return "QUEUED".equals(accepted.get().status()) ? new Queued() : new Unavailable();
    }

    private static <T> Optional<T> unlessNotFound(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (WebApplicationException e) {
            if (e.getResponse().getStatus() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<PayableOrder> recorded(String orderId) {
        return QuarkusTransaction.requiringNew().call(() -> orders.findByIdOptional(orderId));
    }

    private static OrderFinding own(PayableOrder order, String buyerId) {
        return order.buyerId().equals(buyerId) ? new Found(order) : new Unknown();
    }
}
