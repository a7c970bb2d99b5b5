package io.flashsale.order.querying;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.flashsale.order.testing.Books;
import io.flashsale.order.testing.Calls;
import io.flashsale.order.testing.Neighbours;
import io.flashsale.order.testing.Sale;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "orders"))
@WithTestResource(Neighbours.class)
class OrdersResourceTest {

    @Inject
    Books books;

    @Test
    void showsAPendingOrder() {
        Sale sale = Sale.of(books, 10);
        String orderId = sale.order("alice", 2);

        Calls.by("alice")
                .get("/api/orders/{id}", orderId)
                .then()
                .statusCode(200)
                .body("orderId", equalTo(orderId))
                .body("saleId", equalTo(sale.id()))
                .body("quantity", equalTo(2))
                .body("status", equalTo("PENDING_PAYMENT"))
                .body("amountMinor", equalTo(9980))
                .body("currency", equalTo("EUR"))
                .body("expiresAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"))
                .body("payment", nullValue())
                .body("size()", equalTo(8));
    }

    @Test
    void showsAQueuedOrderFromItsHold() {
        Sale sale = Sale.of(books, 10);
        String orderId = sale.nextOrderId();
        Neighbours.hold(orderId, "alice", 3);

        Calls.by("alice")
                .get("/api/orders/{id}", orderId)
                .then()
                .statusCode(200)
                .body("orderId", equalTo(orderId))
                .body("saleId", equalTo(sale.id()))
                .body("status", equalTo("QUEUED"))
                .body("quantity", equalTo(3))
                .body("amountMinor", equalTo(14970))
                .body("currency", equalTo("EUR"))
                .body("expiresAt", nullValue())
                .body("payment", nullValue());
    }

    @Test
    void showsThePaymentUnderWayAndAfterwardsTheStoredOne() {
        Sale sale = Sale.of(books, 10);
        String orderId = sale.order("alice", 1);
        Neighbours.payment(orderId, "p-1", "PENDING");
        Calls.by("alice")
                .get("/api/orders/{id}", orderId)
                .then()
                .body("payment.paymentId", equalTo("p-1"))
                .body("payment.status", equalTo("PENDING"));
        sale.payment(orderId, "p-1", "SUCCEEDED");
        sale.awaitStatus(orderId, "PAID");

        Calls.by("alice")
                .get("/api/orders/{id}", orderId)
                .then()
                .body("status", equalTo("PAID"))
                .body("payment.paymentId", equalTo("p-1"))
                .body("payment.status", equalTo("SUCCEEDED"));
    }

    @Test
    void doesNotWaitForASilentPaymentService() {
        Sale sale = Sale.of(books, 10);
        String orderId = sale.order("alice", 1);
        CountDownLatch silence = new CountDownLatch(1);
        Neighbours.keepSilentOnPayment(orderId, silence);
        try {
            Calls.by("alice")
                    .get("/api/orders/{id}", orderId)
                    .then()
                    .statusCode(200)
                    .time(org.hamcrest.Matchers.lessThan(5000L))
                    .body("payment", nullValue());
        } finally {
            silence.countDown();
        }
    }

    @Test
    void saysUnavailableWhenItCannotTellWhetherThereIsAHold() {
        String orderId = "t123456-1-1";
        Neighbours.failOnHold(orderId, 500);

        Calls.by("alice")
                .get("/api/orders/{id}", orderId)
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", equalTo("1"))
                .body("type", equalTo("/problems/unavailable"));
    }

    @Test
    void doesNotShowOrdersOfOthers() {
        Sale sale = Sale.of(books, 10);
        String orderId = sale.order("alice", 1);
        String queued = sale.nextOrderId();
        Neighbours.hold(queued, "alice", 1);

        for (String foreign : List.of(orderId, queued)) {
            Calls.by("mallory")
                    .get("/api/orders/{id}", foreign)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("type", equalTo("/problems/not-found"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "t123456-1-2",
                "nonsense",
                "UPPER-1-1",
                "t123456-1-",
                "t123456-1-1-1",
                "%00",
                "a'b--1-1",
                "abcd-1-99999999999999999999"
            })
    void answers404ToWhatIsNoOrder(String orderId) {
        Calls.by("alice")
                .urlEncodingEnabled(false)
                .get("/api/orders/" + orderId)
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }
}
