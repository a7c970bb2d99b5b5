package io.flashsale.inventory.ledger;

import static io.flashsale.inventory.testing.Calls.internally;
import static io.flashsale.inventory.testing.TestSale.PATIENCE;
import static io.flashsale.inventory.testing.TestSale.click;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.flashsale.inventory.testing.OrderServiceStub;
import io.flashsale.inventory.testing.OrderServiceStub.Order;
import io.flashsale.inventory.testing.TestSale;
import io.flashsale.inventory.testing.Topics;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "inventory"))
@WithTestResource(OrderServiceStub.class)
class LedgerResourceTest {

    private static JsonNode ledger(TestSale sale) {
        return Topics.json(internally()
                .get("/admin/sales/" + sale.id() + "/ledger")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    private static void assertThatItShows(JsonNode ledger, String figures) {
        Topics.json("{" + figures.replace('\'', '"') + "}").properties().forEach(figure -> assertThat(
                        ledger.path(figure.getKey()))
                .as(figure.getKey() + " in " + ledger)
                .isEqualTo(figure.getValue()));
    }

    @Test
    void followsUnitsFromShelfToShelf() {
        TestSale sale = TestSale.open(10, 4);
        assertThatItShows(
                ledger(sale), "'total':10,'available':10,'queued':0,'settled':true,'balanced':true,'returned':0");

        String alice = sale.reserve("alice", 2);
        String bob = sale.reserve("bob", 3);
        assertThatItShows(
                ledger(sale), "'available':5,'queued':5,'pendingPayment':0,'paid':0,'settled':false,'balanced':true");

        sale.inMysql(new Order(alice, "alice", 2, "PENDING_PAYMENT"), new Order(bob, "bob", 3, "PAID"));
        sale.tell("OrderPaid", bob, 3);
        sale.tell("OrderCreated", alice, 2);
        TestSale.awaitEventsApplied();
        await().atMost(PATIENCE).until(() -> sale.outboxEntries() == 0);
        assertThatItShows(
                ledger(sale), "'available':5,'queued':0,'pendingPayment':2,'paid':3,'settled':true,'balanced':true");

        sale.inMysql(
                new Order(alice, "alice", 2, "CANCELLED"),
                new Order(bob, "bob", 3, "PAID"),
                new Order(sale.id() + "-1-9", "carol", 4, "REJECTED"));
        assertThatItShows(
                ledger(sale),
                "'available':5,'returning':2,'pendingPayment':0,'paid':3,'rejected':4,'returned':0,"
                        + "'settled':false,'balanced':true");

        sale.tellAndAwait("OrderCancelled", alice, 2);
        assertThatItShows(
                ledger(sale),
                "'available':7,'queued':0,'returning':0,'pendingPayment':0,'paid':3,'returned':2,"
                        + "'settled':true,'balanced':true");
    }

    @Test
    void findsReturningUnitsAmongManyClosedOrders() {
        TestSale sale = TestSale.open(600, 1);
        List<JsonNode> answers = List.of(IntStream.range(0, 300), IntStream.range(300, 600)).stream()
                .flatMap(range ->
                        sale.answers(range.mapToObj(i -> click("buyer" + i, 1)).toList()).stream())
                .toList();

        sale.inMysql(IntStream.range(0, 600)
                .mapToObj(i -> new Order(answers.get(i).path("orderId").asText(), "buyer" + i, 1, "EXPIRED"))
                .toArray(Order[]::new));

        assertThatItShows(ledger(sale), "'available':0,'returning':600,'returned':0,'settled':false");
    }

    @Test
    void saysSoWhenRedisAndMysqlDisagree() {
        TestSale sale = TestSale.open(10, 4);
        sale.inMysql(new Order(sale.id() + "-1-1", "nobody", 2, "PENDING_PAYMENT"));

        assertThatItShows(ledger(sale), "'available':10,'pendingPayment':2,'settled':true,'balanced':false");
    }

    @Test
    void isUnavailableWhileASourceIsDown() {
        TestSale sale = TestSale.open(10, 4);
        OrderServiceStub.setDown(true);
        try {
            internally()
                    .get("/admin/sales/" + sale.id() + "/ledger")
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", "1")
                    .body("type", equalTo("/problems/unavailable"));
        } finally {
            OrderServiceStub.setDown(false);
        }
        assertThatItShows(ledger(sale), "'settled':true");
    }

    @Test
    void knowsNoOtherSales() {
        internally()
                .get("/admin/sales/nosuchsale/ledger")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/not-found"));
    }

    @Test
    void refusesCallersWithoutTheServiceToken() {
        given().get("/admin/sales/anysale/ledger").then().statusCode(401);
    }
}
