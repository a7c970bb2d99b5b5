package io.flashsale.inventory.settling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flashsale.inventory.auditing.StockLedger;
import io.flashsale.inventory.rebuilding.Rebuilds;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
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
 * when all of it is applied. Only bytes that are no order event leave the flow, to the dead-letter topic.
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

    @Incoming("orders")
    Uni<Void> consume(ConsumerRecords<String, String> batch) {
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

    private void apply(ConsumerRecords<String, String> batch) {
        Map<String, List<OrderEvent>> bySale = new LinkedHashMap<>();
        Map<ConsumerRecord<String, String>, Exception> unreadable = new LinkedHashMap<>();
        for (ConsumerRecord<String, String> record : batch) {
            try {
                OrderEvent event = OrderEvent.parse(json, record.value());
                if (event.settlement() != Settlement.NONE) {
                    bySale.computeIfAbsent(event.saleId(), id -> new ArrayList<>())
                            .add(event);
                }
            } catch (JsonProcessingException | IllegalArgumentException e) {
                unreadable.put(record, e);
            }
        }
        bySale.forEach((saleId, events) -> {
            settler.settle(saleId, events);
            ledger.record(events.stream()
                    .map(e -> new StockLedger.Entry(e.orderId(), e.type(), saleId, e.quantity()))
                    .toList());
            if (events.stream().anyMatch(e -> e.settlement() == Settlement.REBUILD)) {
                rebuilds.insist(saleId, "an order was rejected");
            }
        });
        // Last, so that a batch that has to wait for its sales does not write them with every try.
        unreadable.forEach(deadLetters::put);
    }
}
