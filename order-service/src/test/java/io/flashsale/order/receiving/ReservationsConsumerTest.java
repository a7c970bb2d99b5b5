package io.flashsale.order.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.flashsale.order.testing.Books;
import io.flashsale.order.testing.Neighbours;
import io.flashsale.order.testing.Sale;
import io.flashsale.order.testing.Topics;
import io.flashsale.testing.Contract;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "orders"))
@WithTestResource(Neighbours.class)
class ReservationsConsumerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Books books;

    @Test
    void insertsAPendingOrderAndTellsOfIt() {
        Sale sale = Sale.of(books, 10, 300);
        String orderId = sale.order("alice", 2);

        assertThat(books.status(orderId)).isEqualTo("PENDING_PAYMENT");
        assertThat(books.taken(sale.id())).isEqualTo(2);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Topics.orderEvents("orderId", orderId))
                .hasSize(1));
        JsonNode event = Topics.orderEvents("orderId", orderId).get(0);
        Contract.assertSatisfies("order-event", event.toString());
        assertThat(event.path("type").asText()).isEqualTo("OrderCreated");
        assertThat(event.path("amountMinor").asLong()).isEqualTo(9980);
        Instant expiresAt = Instant.parse(event.path("expiresAt").asText());
        assertThat(Duration.between(Instant.now(), expiresAt))
                .isBetween(Duration.ofSeconds(240), Duration.ofSeconds(301));
    }

    @Test
    void commitsTheOffsetsOnceTheWorkIsDone() {
        Sale sale = Sale.of(books, 10);
        sale.order("alice", 1);

        await().atMost(PATIENCE).until(() -> Topics.isConsumed("order-service", Topics.RESERVATIONS));
    }

    @Test
    void rejectsTheSurplusAndNeverOversells() {
        Sale sale = Sale.of(books, 7);
        List<String> orderIds = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            orderIds.add(sale.reserve("buyer" + i, 2));
        }
        orderIds.forEach(sale::awaitOrder);

        assertThat(books.count(sale.id(), "PENDING_PAYMENT")).isEqualTo(3);
        assertThat(books.count(sale.id(), "REJECTED")).isEqualTo(7);
        assertThat(books.taken(sale.id())).isEqualTo(6).isEqualTo(books.liveUnits(sale.id()));
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<JsonNode> events = Topics.orderEvents("saleId", sale.id());
            assertThat(events)
                    .filteredOn(event -> event.path("type").asText().equals("OrderRejected"))
                    .hasSize(7)
                    .allSatisfy(event -> Contract.assertSatisfies("order-event", event.toString()))
                    .allMatch(event -> event.path("expiresAt").isNull());
        });
    }

    @Test
    void takesNothingForARepeatedReservationAndTellsOfItAgain() {
        Sale sale = Sale.of(books, 10);
        String orderId = sale.order("alice", 1);
        sale.reserve(orderId, "alice", 1);
        sale.reserve(orderId, "alice", 1);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Topics.orderEvents("orderId", orderId))
                .hasSizeGreaterThanOrEqualTo(2)
                .extracting(event -> event.path("id").asText())
                .containsOnly(orderId + ":1"));
        String next = sale.order("bob", 1);
        assertThat(books.status(next)).isEqualTo("PENDING_PAYMENT");
        assertThat(books.taken(sale.id())).isEqualTo(2);
    }

    @Test
    void tellsOfARepeatedReservationAsItWasAndAsItIs() {
        Sale sale = Sale.of(books, 10);
        String orderId = sale.order("alice", 1);
        sale.payment(orderId, "p-1", "SUCCEEDED");
        sale.awaitStatus(orderId, "PAID");
        sale.reserve(orderId, "alice", 1);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Topics.orderEvents("orderId", orderId))
                .extracting(event -> event.path("type").asText())
                .filteredOn("OrderCreated"::equals)
                .hasSize(2));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Topics.orderEvents("orderId", orderId))
                .extracting(event -> event.path("type").asText())
                .filteredOn("OrderPaid"::equals)
                .hasSize(2));
        assertThat(books.status(orderId)).isEqualTo("PAID");
        assertThat(books.taken(sale.id())).isEqualTo(1);
    }

    @Test
    void refusesASecondLiveOrderOfTheSameBuyer() {
        Sale sale = Sale.of(books, 10);
        String first = sale.order("alice", 1);
        String second = sale.order("alice", 1);

        assertThat(books.status(first)).isEqualTo("PENDING_PAYMENT");
        assertThat(books.status(second)).isEqualTo("REJECTED");
        assertThat(books.taken(sale.id())).isEqualTo(1);
    }

    @Test
    void ignoresAnIdThatBelongsToAnotherBuyersOrder() {
        Sale sale = Sale.of(books, 10);
        String orderId = sale.order("alice", 1);
        sale.reserve(orderId, "mallory", 1);
        String marker = sale.order("bob", 1);

        await().atMost(PATIENCE).until(() -> Topics.isConsumed("order-service", Topics.RESERVATIONS));
        assertThat(books.status(marker)).isEqualTo("PENDING_PAYMENT");
        assertThat(books.first("SELECT buyer_id FROM orders WHERE order_id = ?", orderId))
                .isEqualTo("alice");
        assertThat(books.taken(sale.id())).isEqualTo(2);
    }

    @Test
    void waitsForASaleItHasNotHeardOf() {
        Sale sale = Sale.unheardOf(books, 5);
        String orderId = sale.reserve("alice", 1);

        await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> books.status(orderId) == null);
        assertThat(Topics.isConsumed("order-service", Topics.RESERVATIONS)).isFalse();
        sale.announce(1, 1);
        sale.awaitStatus(orderId, "PENDING_PAYMENT");
    }
}
