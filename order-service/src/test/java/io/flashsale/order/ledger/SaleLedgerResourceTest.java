package io.flashsale.order.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.flashsale.order.testing.Books;
import io.flashsale.order.testing.Calls;
import io.flashsale.order.testing.Neighbours;
import io.flashsale.order.testing.Sale;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "orders"))
@WithTestResource(Neighbours.class)
class SaleLedgerResourceTest {

    @Inject
    Books books;

    @Test
    void sumsUnitsByWhatBecameOfThem() {
        Sale sale = Sale.of(books, 10);
        String paid = sale.order("alice", 2);
        sale.payment(paid, "p-1", "SUCCEEDED");
        String first = sale.order("bob", 1);
        String second = sale.order("carol", 3);
        String pending = sale.order("dave", 4);
        cancel("bob", first);
        cancel("carol", second);
        String rejected = sale.order("erin", 9);
        sale.awaitStatus(paid, "PAID");

        Calls.internally()
                .get("/internal/sales/{id}/ledger", sale.id())
                .then()
                .statusCode(200)
                .body("saleId", equalTo(sale.id()))
                .body("total", equalTo(10))
                .body("taken", equalTo(6))
                .body("pendingPayment", equalTo(4))
                .body("paid", equalTo(2))
                .body("closedUnits", equalTo(4))
                .body("rejectedUnits", equalTo(9))
                .body("size()", equalTo(7));
        JsonPath live = Calls.internally()
                .get("/internal/sales/{id}/live-orders", sale.id())
                .then()
                .statusCode(200)
                .body("saleId", equalTo(sale.id()))
                .body("total", equalTo(10))
                .body("taken", equalTo(6))
                .body("closedUnits", equalTo(4))
                .body("rejectedUnits", equalTo(9))
                .extract()
                .jsonPath();
        assertThat(live.getList("orders.orderId", String.class)).containsExactlyInAnyOrder(paid, pending);
        assertThat(live.getList("orders.status", String.class)).containsExactlyInAnyOrder("PAID", "PENDING_PAYMENT");
        assertThat(live.getList("orders.buyerId", String.class)).containsExactlyInAnyOrder("alice", "dave");
        assertThat(live.getList("orders.quantity", Integer.class)).containsExactlyInAnyOrder(2, 4);
        assertThat(books.status(rejected)).isEqualTo("REJECTED");
    }

    @Test
    void knowsASaleWithoutOrders() {
        Sale sale = Sale.of(books, 10);

        Calls.internally()
                .get("/internal/sales/{id}/ledger", sale.id())
                .then()
                .statusCode(200)
                .body("total", equalTo(10))
                .body("taken", equalTo(0))
                .body("paid", equalTo(0));
        Calls.internally()
                .get("/internal/sales/{id}/live-orders", sale.id())
                .then()
                .statusCode(200)
                .body("total", equalTo(10))
                .body("orders", equalTo(List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ledger", "live-orders"})
    void doesNotKnowASaleItHasNotHeardOf(String path) {
        Calls.internally()
                .get("/internal/sales/unheardof/" + path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/not-found"));
        Calls.internally().get("/internal/sales/NOT-A-SALE/" + path).then().statusCode(404);
    }

    @Test
    void listsClosedOrdersByAscendingIdFromAnyPlace() {
        Sale sale = Sale.of(books, 10);
        for (String buyer : List.of("a", "b", "c", "d")) {
            cancel(buyer, sale.order(buyer, 2));
        }
        sale.order("e", 1);
        String path = "/internal/sales/{id}/closed-orders";

        assertThat(Calls.internally().get(path, sale.id()).jsonPath().getList("orders.orderId", String.class))
                .containsExactly(sale.id() + "-1-1", sale.id() + "-1-2", sale.id() + "-1-3", sale.id() + "-1-4");
        Calls.internally()
                .queryParam("after", sale.id() + "-1-2")
                .queryParam("limit", 1)
                .get(path, sale.id())
                .then()
                .statusCode(200)
                .body("orders.size()", equalTo(1))
                .body("orders[0].orderId", equalTo(sale.id() + "-1-3"))
                .body("orders[0].quantity", equalTo(2));
    }

    @ParameterizedTest
    @CsvSource({"after, nonsense", "after, other1-1-1", "limit, 0", "limit, 1001", "limit, x"})
    void namesTheParameterThatIsWrong(String parameter, String value) {
        Calls.internally()
                .queryParam(parameter, value)
                .get("/internal/sales/t123456/closed-orders")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo(parameter));
    }

    @Test
    void showsAnyOrderToTheOtherServices() {
        Sale sale = Sale.of(books, 10);
        String orderId = sale.order("alice", 2);

        Calls.internally()
                .get("/internal/orders/{id}", orderId)
                .then()
                .statusCode(200)
                .body("orderId", equalTo(orderId))
                .body("saleId", equalTo(sale.id()))
                .body("buyerId", equalTo("alice"))
                .body("quantity", equalTo(2))
                .body("status", equalTo("PENDING_PAYMENT"))
                .body("version", equalTo(1))
                .body("amountMinor", equalTo(9980))
                .body("currency", equalTo("EUR"))
                .body("expiresAt", notNullValue())
                .body("size()", equalTo(9));
        Calls.internally()
                .get("/internal/orders/{id}", sale.nextOrderId())
                .then()
                .statusCode(404);
        Calls.internally().get("/internal/orders/nonsense").then().statusCode(404);
    }

    private static void cancel(String buyerId, String orderId) {
        Calls.by(buyerId).post("/api/orders/{id}/cancellation", orderId).then().statusCode(202);
    }
}
