package io.flashsale.order.paying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
class PaymentsConsumerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Books books;

    @Test
    void paysAPendingOrderOnceAndTellsOfIt() {
        Sale sale = Sale.of(books, 10);
        String orderId = sale.order("alice", 1);
        sale.payment(orderId, "p-1", "SUCCEEDED");
        sale.payment(orderId, "p-1", "SUCCEEDED");
        sale.awaitStatus(orderId, "PAID");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Topics.orderEvents("orderId", orderId))
                .extracting(event -> event.path("type").asText())
                .containsExactly("OrderCreated", "OrderPaid"));
        settle();
        assertThat(Topics.orderEvents("orderId", orderId))
                .hasSize(2)
                .allSatisfy(event -> Contract.assertSatisfies("order-event", event.toString()));
        assertThat(books.payment(orderId)).isEqualTo("p-1:SUCCEEDED");
        assertThat(books.taken(sale.id())).isEqualTo(1);
        assertThat(books.first("SELECT version FROM orders WHERE order_id = ?", orderId))
                .isEqualTo("2");
        assertThat(books.texts("SELECT id FROM outbox WHERE order_id = ?", orderId))
                .isEmpty();
    }

    @Test
    void keepsAnOrderPendingAfterADeclineAndPaysItByTheNextAttempt() {
        Sale sale = Sale.of(books, 10);
        String orderId = sale.order("alice", 1);
        sale.payment(orderId, "p-1", "FAILED");
        await().atMost(PATIENCE).until(() -> "p-1:FAILED".equals(books.payment(orderId)));
        assertThat(books.status(orderId)).isEqualTo("PENDING_PAYMENT");
        sale.payment(orderId, "p-2", "SUCCEEDED");
        sale.awaitStatus(orderId, "PAID");
        sale.payment(orderId, "p-1", "FAILED");
        settle();

        assertThat(books.payment(orderId)).isEqualTo("p-2:SUCCEEDED");
    }

    @Test
    void leavesAClosedOrderClosedUntilItsPaymentIsRefundedAndNeverGoesBack() {
        Sale sale = Sale.of(books, 10);
        String orderId = sale.order("alice", 1);
        Calls.by("alice").post("/api/orders/{id}/cancellation", orderId).then().statusCode(202);
        sale.payment(orderId, "p-1", "SUCCEEDED");
        await().atMost(PATIENCE).until(() -> "p-1:SUCCEEDED".equals(books.payment(orderId)));
        sale.payment(orderId, "p-1", "REFUNDED");
        sale.payment(orderId, "p-1", "SUCCEEDED");
        sale.payment(orderId, "p-1", "FAILED");
        settle();

        assertThat(books.payment(orderId)).isEqualTo("p-1:REFUNDED");
        assertThat(books.status(orderId)).isEqualTo("CANCELLED");
        assertThat(books.taken(sale.id())).isZero();
    }

    @Test
    void skipsAPaymentOfAnUnknownOrderAndPutsUnreadableOnesAside() {
        Sale sale = Sale.of(books, 10);
        String orderId = sale.order("alice", 1);
        String unknown = sale.nextOrderId();
        sale.payment(unknown, "p-9", "SUCCEEDED");
        Topics.write(Topics.PAYMENTS, orderId, "no payment " + orderId);
        sale.payment(orderId, "p-1", "SUCCEEDED");
        sale.awaitStatus(orderId, "PAID");

        assertThat(books.status(unknown)).isNull();
        await().atMost(PATIENCE).until(() -> Topics.readAll(Topics.PAYMENTS + ".dlq").stream()
                .anyMatch(letter -> new String(letter.value(), java.nio.charset.StandardCharsets.UTF_8)
                        .equals("no payment " + orderId)));
    }

    private static void settle() {
        await().atMost(PATIENCE).until(() -> Topics.isConsumed("order-service", Topics.PAYMENTS));
    }
}
