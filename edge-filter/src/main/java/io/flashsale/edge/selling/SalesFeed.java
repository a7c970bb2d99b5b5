package io.flashsale.edge.selling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flashsale.edge.Sale;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Reads {@code flashsale.sales.v1} for this edge alone, from its beginning, so that every edge knows every sale.
 *
 * <p>What cannot be read is counted and passed over: order-service reads the same topic and keeps the bytes.
 */
@ApplicationScoped
public class SalesFeed {

    private static final Logger LOG = Logger.getLogger(SalesFeed.class);

    private final SaleBoard board;
    private final ObjectMapper json;
    private final Counter unreadable;

    SalesFeed(SaleBoard board, ObjectMapper json, MeterRegistry metrics) {
        this.board = board;
        this.json = json;
        this.unreadable = metrics.counter("flashsale.edge.sales.unreadable");
    }

    @Incoming("sales")
    void hear(String event) {
        if (!take(event)) {
            unreadable.increment();
        }
    }

    /** Takes in one event; false when it cannot be read. A repetition or an older event changes nothing. */
    public boolean take(String event) {
        try {
            Sale sale = json.readValue(event, Sale.class);
            if (sale == null
                    || sale.saleId() == null
                    || sale.opensAt() == null
                    || sale.closesAt() == null
                    || sale.state() == null) {
                return false;
            }
            board.hear(sale);
            return true;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            LOG.debugf("Unreadable sale event: %s", e.getMessage());
            return false;
        }
    }
}
