package io.flashsale.order.cancelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.flashsale.order.testing.Books;
import io.flashsale.order.testing.Calls;
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
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "orders"))
@WithTestResource(Neighbours.class)
class CancellationResourceTest {

    private static final String PATH = "/api/orders/{id}/cancellation";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Books books;

    @Test
    void givesTheUnitsBackOnceHoweverOftenItIsAsked() {
        Sale sale = Sale.of(books, 10);
        String orderId = sale.order("alice", 2);
        sale.order("bob", 1);

        for (int i = 0; i < 3; i++) {
            Calls.by("alice")
                    .post(PATH, orderId)
                    .then()
                    .statusCode(202)
                    .body("orderId", equalTo(orderId))
                    .body("status", equalTo("CANCELLED"))
                    .body("quantity", equalTo(2));
        }
        assertThat(books.taken(sale.id())).isEqualTo(1).isEqualTo(books.liveUnits(sale.id()));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Topics.orderEvents("orderId", orderId))
                .extracting(event -> event.path("type").asText())
                .containsExactly("OrderCreated", "OrderCancelled"));
        Topics.orderEvents("orderId", orderId)
                .forEach(event -> Contract.assertSatisfies("order-event", event.toString()));
    }

    @Test
    void letsTheBuyerOrderAgainAndIgnoresTheOldReservationComingBack() {
        Sale sale = Sale.of(books, 10);
        String first = sale.order("alice", 1);
        Calls.by("alice").post(PATH, first).then().statusCode(202);
        String second = sale.order("alice", 1);
        sale.reserve(first, "alice", 1);
        await().atMost(PATIENCE).until(() -> Topics.isConsumed("order-service", Topics.RESERVATIONS));

        assertThat(books.status(first)).isEqualTo("CANCELLED");
        assertThat(books.status(second)).isEqualTo("PENDING_PAYMENT");
        assertThat(books.taken(sale.id())).isEqualTo(1);
    }

    @Test
    void refusesAPaidARejectedAndAQueuedOrder() {
        Sale sale = Sale.of(books, 1);
        String paid = sale.order("alice", 1);
        sale.payment(paid, "p-1", "SUCCEEDED");
        sale.awaitStatus(paid, "PAID");
        String rejected = sale.order("bob", 1);
        String queued = sale.nextOrderId();
        Neighbours.hold(queued, "carol", 1);

        refuses("alice", paid, 409, "/problems/conflict");
        refuses("bob", rejected, 409, "/problems/conflict");
        refuses("carol", queued, 409, "/problems/conflict");
        assertThat(books.taken(sale.id())).isEqualTo(1);
    }

    @Test
    void doesNotKnowOrdersOfOthersNorMalformedOnes() {
        Sale sale = Sale.of(books, 10);
        String orderId = sale.order("alice", 1);
        String queued = sale.nextOrderId();
        Neighbours.hold(queued, "alice", 1);

        refuses("mallory", orderId, 404, "/problems/not-found");
        refuses("mallory", queued, 404, "/problems/not-found");
        refuses("alice", sale.nextOrderId(), 404, "/problems/not-found");
        refuses("alice", "no-such-order", 404, "/problems/not-found");
        assertThat(books.status(orderId)).isEqualTo("PENDING_PAYMENT");
    }

    private static void refuses(String buyerId, String orderId, int status, String type) {
        Calls.by(buyerId)
                .post(PATH, orderId)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo(type));
    }
}
