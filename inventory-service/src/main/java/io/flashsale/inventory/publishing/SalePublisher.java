package io.flashsale.inventory.publishing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flashsale.inventory.Sale;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/** Tells edges and order-service the state of a sale, always the whole of it, on {@code flashsale.sales.v1}. */
@Singleton
public final class SalePublisher {

    private static final Logger LOG = Logger.getLogger(SalePublisher.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final MutinyEmitter<Record<String, String>> sales;
    private final ObjectMapper json;
    private final Clock clock;

    SalePublisher(
            @Channel("sales") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 512)
                    MutinyEmitter<Record<String, String>> sales,
            ObjectMapper json,
            Clock clock) {
        this.sales = sales;
        this.json = json;
        this.clock = clock;
    }

    /** Tells of a sale whose slot does not exist yet. Lost sends are made good by the next regular one. */
    public void publishScheduled(Sale sale) {
        try {
            publish(sale, new Stock(0, 0, "SCHEDULED", sale.total(), false))
                    .await()
                    .atMost(LONGEST_WAIT);
        } catch (RuntimeException e) {
            LOG.warnf("Sale %s is kept, but nobody could be told of it yet: %s", sale.id(), e.getMessage());
        }
    }

    /** Sends the sale's state; completes when the broker has it. */
    public Uni<Void> publish(Sale sale, Stock stock) {
        try {
            String event = json.writeValueAsString(SaleChanged.of(sale, stock, clock.instant()));
            return sales.send(Record.of(sale.id(), event));
        } catch (JsonProcessingException e) {
            return Uni.createFrom().failure(e);
        }
    }
}
