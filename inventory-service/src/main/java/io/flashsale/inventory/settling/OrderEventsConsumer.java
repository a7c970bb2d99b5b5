package io.flashsale.inventory.settling;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flashsale.inventory.auditing.StockLedger;
import io.flashsale.inventory.crashing.CrashPoints;
import io.flashsale.inventory.rebuilding.Rebuilds;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Hears of orders and settles their holds: confirmed, paid, or released exactly once.
 *
 * <p>A batch is tried again, slower and slower, for as long as Redis, MySQL or a rebuild need; its offset moves only
 * when all of it is applied. A sale that has to wait does not keep the others of its batch waiting. Only bytes that are
 * no order event leave the flow, to the dead-letter topic.
 */
@ApplicationScoped
class OrderEventsConsumer {

    private static final Logger LOG = Logger.getLogger(OrderEventsConsumer.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(50);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(2);

    private final ObjectMapper json;
    private final HoldSettler settler;
    private final StockLedger ledger;
    private final Rebuilds rebuilds;
    private final OrderDeadLetters deadLetters;

    OrderEventsConsumer(
            ObjectMapper json,
            HoldSettler settler,
            StockLedger ledger,
            Rebuilds rebuilds,
            OrderDeadLetters deadLetters) {
        this.json = json;
        this.settler = settler;
        this.ledger = ledger;
        this.rebuilds = rebuilds;
        this.deadLetters = deadLetters;
    }

    /** What is left of a batch; every try takes away what it has applied. */
    private record Batch(
            Map<String, List<OrderEvent>> bySale, Map<ConsumerRecord<byte[], byte[]>, Exception> unreadable) {}

    @Incoming("orders")
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
        Batch batch = read(records);
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(() -> apply(batch))
                .onFailure()
                .invoke(e -> LOG.debugf("Order events wait: %s", e.getMessage()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_BACKOFF, LONGEST_BACKOFF)
                .withJitter(0.3)
                .indefinitely();
    }

    private Batch read(ConsumerRecords<byte[], byte[]> records) {
        Batch batch = new Batch(new LinkedHashMap<>(), new LinkedHashMap<>());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                OrderEvent event = OrderEvent.parse(json, record.value());
                if (event.settlement() != Settlement.NONE) {
                    batch.bySale()
                            .computeIfAbsent(event.saleId(), id -> new ArrayList<>())
                            .add(event);
                }
            } catch (IOException | IllegalArgumentException e) {
                batch.unreadable().put(record, e);
            }
        }
        return batch;
    }

    /** Applies what can be applied; fails when a sale has to wait, and leaves its events for the next try. */
    private void apply(Batch batch) {
        RuntimeException trouble = null;
        for (String saleId : List.copyOf(batch.bySale().keySet())) {
            try {
                apply(saleId, batch.bySale().get(saleId));
                batch.bySale().remove(saleId);
            } catch (RuntimeException e) {
                trouble = e;
            }
        }
        if (trouble != null) {
            throw trouble;
        }
        // Last, so that a batch that has to wait for its sales does not write them with every try.
        for (ConsumerRecord<byte[], byte[]> record :
                List.copyOf(batch.unreadable().keySet())) {
            deadLetters.put(record, batch.unreadable().get(record));
            batch.unreadable().remove(record);
        }
        CrashPoints.SETTLE_BEFORE_OFFSET_COMMIT.reach();
    }

    private void apply(String saleId, List<OrderEvent> events) {
        settler.settle(saleId, events);
        CrashPoints.SETTLE_AFTER_SCRIPT.reach();
        ledger.record(events.stream()
                .map(e -> new StockLedger.Entry(e.orderId(), e.type(), saleId, e.quantity()))
                .toList());
        if (events.stream().anyMatch(e -> e.settlement() == Settlement.REBUILD)) {
            rebuilds.insist(saleId, "an order was rejected");
        }
    }
}
