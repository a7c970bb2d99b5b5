package io.flashsale.order.expiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.order.testing.Books;
import io.flashsale.order.testing.Calls;
import io.flashsale.order.testing.Neighbours;
import io.flashsale.order.testing.Sale;
import io.flashsale.order.testing.Topics;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "orders"))
@WithTestResource(Neighbours.class)
class ExpiryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Books books;

    @Test
    void expiresUnpaidOrdersOnceAndSparesPaidOnes() {
        Sale sale = Sale.of(books, 100, 3);
        String paid = sale.order("payer", 1);
        sale.payment(paid, "p-1", "SUCCEEDED");
        List<String> unpaid = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            unpaid.add(sale.reserve("buyer" + i, 2));
        }
        sale.awaitStatus(paid, "PAID");
        unpaid.forEach(orderId -> sale.awaitStatus(orderId, "EXPIRED"));

        assertThat(books.status(paid)).isEqualTo("PAID");
        assertThat(books.taken(sale.id())).isEqualTo(1).isEqualTo(books.liveUnits(sale.id()));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Topics.orderEvents("saleId", sale.id()))
                .filteredOn(event -> event.path("type").asText().equals("OrderExpired"))
                .extracting(event -> event.path("orderId").asText())
                .containsExactlyInAnyOrderElementsOf(unpaid));
    }

    @Test
    void letsTheHoldRunFromTheInsertionByTheDatabasesClock() {
        Sale sale = Sale.of(books, 10, 2);
        String orderId = sale.order("alice", 1);
        sale.awaitStatus(orderId, "EXPIRED");

        assertThat(books.first(
                        "SELECT TIMESTAMPDIFF(MICROSECOND, created_at, expires_at) FROM orders WHERE order_id = ?",
                        orderId))
                .isEqualTo("2000000");
        assertThat(books.first("SELECT closed_at >= expires_at FROM orders WHERE order_id = ?", orderId))
                .isEqualTo("1");
    }

    @Test
    void keepsAPaymentThatComesAfterExpiryOnTheExpiredOrder() {
        Sale sale = Sale.of(books, 10, 1);
        String orderId = sale.order("alice", 1);
        sale.awaitStatus(orderId, "EXPIRED");
        sale.payment(orderId, "p-1", "SUCCEEDED");
        sale.payment(orderId, "p-1", "REFUNDED");
        await().atMost(PATIENCE).until(() -> "p-1:REFUNDED".equals(books.payment(orderId)));

        assertThat(books.status(orderId)).isEqualTo("EXPIRED");
        assertThat(books.taken(sale.id())).isZero();
        Calls.by("alice").post("/api/orders/{id}/cancellation", orderId).then().statusCode(409);
    }
}
