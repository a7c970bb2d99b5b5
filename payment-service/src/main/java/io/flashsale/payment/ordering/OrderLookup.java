package io.flashsale.payment.ordering;

import io.flashsale.payment.ordering.OrderFinding.Found;
import io.flashsale.payment.ordering.OrderFinding.Queued;
import io.flashsale.payment.ordering.OrderFinding.Unavailable;
import io.flashsale.payment.ordering.OrderFinding.Unknown;
import io.flashsale.payment.ordering.OrderQuestions.RefusedQuestionException;
import io.flashsale.payment.ordering.OrderQuestions.Word;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.VertxException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.jboss.logging.Logger;

/** Finds the order a buyer wants to pay: in the own record, and at order-service when no event has told of it yet. */
@ApplicationScoped
public class OrderLookup {

    private static final Logger LOG = Logger.getLogger(OrderLookup.class);

    private final PayableOrderRepository orders;
    private final OrderRecord record;
    private final OrderQuestions orderService;
    private final MeterRegistry metrics;
    private final Semaphore questions;
    private final long turnMillis;

    OrderLookup(
            PayableOrderRepository orders,
            OrderRecord record,
            OrderQuestions orderService,
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
        } catch (ProcessingException
                | WebApplicationException
                | VertxException
                | FaultToleranceException
                | RefusedQuestionException e) {
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
        Word word = orderService.ask(orderId, buyerId);
        Optional<OrderState> told = word.recorded();
        if (told.isPresent()) {
            if (!told.get().buyerId().equals(buyerId)) {
                return new Unknown();
            }
            record.apply(List.of(told.get()));
            return recorded(orderId).map(order -> own(order, buyerId)).orElseGet(Unavailable::new);
        }
        if (word.buyersStatus().isEmpty()) {
            return new Unknown();
        }
        // Any other status means the order was written between the two questions; the buyer is to try again.
        return "QUEUED".equals(word.buyersStatus().get()) ? new Queued() : new Unavailable();
    }

    private Optional<PayableOrder> recorded(String orderId) {
        return orders.findByIdOptional(orderId);
    }

    private static OrderFinding own(PayableOrder order, String buyerId) {
        return order.buyerId().equals(buyerId) ? new Found(order) : new Unknown();
    }
}
