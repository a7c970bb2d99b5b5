package io.flashsale.payment.ordering;

import io.flashsale.payment.ordering.OrderEventParser.UnreadableEventException;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes in {@code flashsale.orders.v1}, one transaction per poll.
 *
 * <p>A poll is acknowledged only after its transaction, and its dead letters are in Kafka. Whatever may pass by itself
 * (database or broker away, a lost race) is tried again for as long as it lasts; only bytes that can never be read
 * leave the flow, and the rest of their poll stays in it.
 */
@ApplicationScoped
class OrderEventConsumer {

    private static final Logger LOG = Logger.getLogger(OrderEventConsumer.class);

    private final OrderEventParser parser = new OrderEventParser();
    private final OrderRecord record;
    private final DeadLetters deadLetters;
    private final Insistence insistence;
    private final MeterRegistry metrics;

    OrderEventConsumer(OrderRecord record, DeadLetters deadLetters, Insistence insistence, MeterRegistry metrics) {
        this.record = record;
        this.deadLetters = deadLetters;
        this.insistence = insistence;
        this.metrics = metrics;
    }

    @Incoming("orders")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> poll) {
        List<OrderState> heard = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> event : poll) {
            read(event).ifPresent(heard::add);
        }
        insistence.on("record orders", () -> count("recorded", record.apply(heard)));
    }

    private Optional<OrderState> read(ConsumerRecord<String, byte[]> event) {
        try {
            Optional<OrderState> state = parser.parse(event.value());
            count(state.isPresent() ? "read" : "ignored", 1);
            return state;
        } catch (UnreadableEventException e) {
            LOG.errorf(
                    "Unreadable event at %s-%d offset %d: %s",
                    event.topic(), event.partition(), event.offset(), e.getMessage());
            insistence.on("write a dead letter", () -> deadLetters.write(event, e.getMessage()));
            count("dead_letter", 1);
            return Optional.empty();
        }
    }

    private void count(String what, int times) {
        metrics.counter("flashsale.order.events", "outcome", what).increment(times);
    }
}
