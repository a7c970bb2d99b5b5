package io.flashsale.inventory.reserving;

import static io.flashsale.inventory.testing.Calls.internally;
import static io.flashsale.inventory.testing.TestSale.PATIENCE;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.flashsale.inventory.redis.SlotKey;
import io.flashsale.inventory.redis.Slots;
import io.flashsale.inventory.selling.Directories;
import io.flashsale.inventory.selling.SaleRepository;
import io.flashsale.inventory.testing.OrderServiceStub;
import io.flashsale.inventory.testing.OrderServiceStub.Order;
import io.flashsale.inventory.testing.TestSale;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "inventory"))
@WithTestResource(OrderServiceStub.class)
class HoldResourceTest {

    @Inject
    Slots slots;

    @Inject
    SaleRepository sales;

    @Test
    void tellsOfAHoldAndWhetherItsOrderIsInMysql() {
        TestSale sale = TestSale.open(5, 3);
        String orderId = sale.reserve("alice", 2);
        String path = "/internal/sales/" + sale.id() + "/holds/" + orderId;

        internally()
                .get(path)
                .then()
                .statusCode(200)
                .body("orderId", equalTo(orderId))
                .body("saleId", equalTo(sale.id()))
                .body("buyerId", equalTo("alice"))
                .body("quantity", equalTo(2))
                .body("priceMinor", equalTo(4990))
                .body("currency", equalTo("EUR"))
                .body("confirmed", equalTo(false));

        sale.tellAndAwait("OrderCreated", orderId, 2);
        internally().get(path).then().statusCode(200).body("confirmed", equalTo(true));

        sale.tellAndAwait("OrderExpired", orderId, 2);
        internally().get(path).then().statusCode(404);
    }

    @Test
    void knowsNoOtherHoldsOrSales() {
        TestSale sale = TestSale.open(5, 3);

        internally()
                .get("/internal/sales/" + sale.id() + "/holds/" + sale.id() + "-1-1")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/not-found"));
        internally()
                .get("/internal/sales/nosuchsale/holds/nosuchsale-1-1")
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/not-found"));
    }

    @Test
    void doesNotSayThatThereIsNoHoldWhileTheSlotIsLostOrBeingRebuilt() {
        TestSale sale = TestSale.open(5, 3);
        String orderId = sale.reserve("alice", 2);
        String path = "/internal/sales/" + sale.id() + "/holds/" + orderId;
        await().atMost(PATIENCE).until(() -> sale.outboxEntries() == 0);
        sale.inMysql(new Order(orderId, "alice", 2, "PENDING_PAYMENT"));
        OrderServiceStub.setDown(true);
        try {
            sale.lose(SlotKey.values());
            await().during(Duration.ofSeconds(1))
                    .atMost(PATIENCE)
                    .until(() -> internally().get(path).statusCode() == 503);
        } finally {
            OrderServiceStub.setDown(false);
        }

        sale.awaitOpenAt(2);
        internally().get(path).then().statusCode(200).body("confirmed", equalTo(true));
    }

    @Test
    void knowsTheHoldsOfASaleThatItHasNotReadYet() {
        TestSale sale = TestSale.open(5, 3);
        String orderId = sale.reserve("alice", 2);
        HoldResource justStarted = new HoldResource(slots, Directories.unread(sales), sales);

        assertThat(justStarted.find(sale.id(), orderId).await().atMost(PATIENCE).buyerId())
                .isEqualTo("alice");
    }

    @Test
    void refusesCallersWithoutTheServiceToken() {
        given().get("/internal/sales/anysale/holds/anysale-1-1").then().statusCode(401);
    }
}
