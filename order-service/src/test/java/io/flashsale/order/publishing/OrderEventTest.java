package io.flashsale.order.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flashsale.order.Allotment;
import io.flashsale.order.Order;
import io.flashsale.order.OrderStatus;
import io.flashsale.order.Payment;
import io.flashsale.order.PaymentStatus;
import io.flashsale.order.Reservation;
import io.flashsale.order.Traceparent;
import io.flashsale.testing.Contract;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderEventTest {

    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
    private static final Allotment TERMS = new Allotment("k3v9x2ma", 300, 0, 4990, "EUR", 300);
    private static final Reservation RESERVATION =
            new Reservation("k3v9x2ma-1-42", "k3v9x2ma", "u7f3a9", 1, Traceparent.random());

    private final OrderEventWriter writer = new OrderEventWriter(Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({
        "PENDING_PAYMENT, OrderCreated, order-created",
        "PAID, OrderPaid, order-paid",
        "CANCELLED, OrderCancelled, order-cancelled",
        "EXPIRED, OrderExpired, order-expired",
        "REJECTED, OrderRejected, order-rejected"
    })
    void satisfiesTheContractInEveryStatus(OrderStatus status, String type, String example)
            throws JsonProcessingException {
        String json = writer.json(in(status), Traceparent.random());
        JsonNode event = new ObjectMapper().readTree(json);
        JsonNode promised = new ObjectMapper().readTree(Contract.example(example));

        Contract.assertSatisfies("order-event", json);
        assertThat(event.path("type").asText()).isEqualTo(type);
        assertThat(event.path("time").asText()).isEqualTo("2026-01-15T10:00:00.000Z");
        for (String field : new String[] {"orderId", "saleId", "buyerId", "status", "version", "amountMinor"}) {
            assertThat(event.get(field)).as(field).isEqualTo(promised.get(field));
        }
        assertThat(event.get("expiresAt").isNull())
                .isEqualTo(promised.get("expiresAt").isNull());
    }

    private static Order in(OrderStatus status) {
        Order pending = Order.created(RESERVATION, TERMS, NOW);
        return switch (status) {
            case PENDING_PAYMENT -> pending;
            case PAID -> pending.onPayment(new Payment("p-1", PaymentStatus.SUCCEEDED, NOW));
            case CANCELLED -> pending.cancel(NOW);
            case EXPIRED -> pending.expire(pending.expiresAt());
            case REJECTED -> Order.rejected(RESERVATION, TERMS, NOW);
        };
    }
}
