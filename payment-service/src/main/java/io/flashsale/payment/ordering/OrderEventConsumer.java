package io.flashsale.payment.ordering;

import io.flashsale.payment.crashing.CrashPoints;
import io.flashsale.payment.ordering.OrderEventParser.UnreadableEventException;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
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
 * <p>Offsets are committed only after a poll's transaction, and its dead letters are in Kafka. Whatever may pass by
 * itself (database or broker away, a lost race) is tried again for as long as it lasts; only bytes that can never be
 * read leave the flow, and the rest of their poll stays in it. When the service stops, the poll in hand is finished and
 * no other is begun.
 */
@ApplicationScoped
class OrderEventConsumer {

    private static final Logger LOG = Logger.getLogger(OrderEventConsumer.class);

    private final OrderEventParser parser = new OrderEventParser();
    private final OrderRecord record;
    private final DeadLetters deadLetters;
    private final Offsets offsets;
    private final PollInHand inHand;
    private final Insistence insistence;
    private final MeterRegistry metrics;

    OrderEventConsumer(
            OrderRecord record,
            DeadLetters deadLetters,
            Offsets offsets,
            PollInHand inHand,
            Insistence insistence,
            MeterRegistry metrics) {
        this.record = record;
        this.deadLetters = deadLetters;
        this.offsets = offsets;
        this.inHand = inHand;
        this.insistence = insistence;
        this.metrics = metrics;
    }

    /** Completes when the poll's offsets are committed; never fails, and never completes once the service stops. */
    @Incoming(Offsets.CHANNEL)
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> poll) {
        if (!inHand.begin(poll)) {
            return Uni.createFrom().nothing();
        }
        return Uni.createFrom()
                .<Void>item(() -> {
                    take(poll);
                    return null;
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onTermination()
                .invoke(inHand::end)
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.infof("A poll of orders is left to whoever reads it next: %s", failure.getMessage());
                    return Uni.createFrom().nothing();
                });
    }

    private void take(ConsumerRecords<byte[], byte[]> poll) {
        List<OrderState> heard = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> event : poll) {
            read(event).ifPresent(heard::add);
        }
        insistence.on("record orders", () -> count("recorded", record.apply(heard)));
        CrashPoints.ORDER_EVENT_AFTER_COMMIT.reach();
        insistence.on("commit offsets", () -> offsets.commit(poll));
    }

    private Optional<OrderState> read(ConsumerRecord<byte[], byte[]> event) {
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
            metrics.counter("flashsale.dead.letters", "topic", event.topic()).increment();
            return Optional.empty();
        }
    }

    private void count(String what, int times) {
        metrics.counter("flashsale.order.events", "outcome", what).increment(times);
    }
}
