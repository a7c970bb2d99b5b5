package io.flashsale.order.publishing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flashsale.order.Order;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Orders as the JSON and the records of {@code flashsale.orders.v1}. */
@ApplicationScoped
class OrderEventWriter {

    static final String TOPIC = "flashsale.orders.v1";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clock clock;

    OrderEventWriter(Clock clock) {
        this.clock = clock;
    }

    String json(Order order, String traceparent) {
        try {
            return JSON.writeValueAsString(OrderEvent.of(order, traceparent, clock.instant()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An order event cannot be written", e);
        }
    }

    static ProducerRecord<byte[], byte[]> asRecord(String orderId, String json) {
        return new ProducerRecord<>(
                TOPIC, orderId.getBytes(StandardCharsets.UTF_8), json.getBytes(StandardCharsets.UTF_8));
    }
}
