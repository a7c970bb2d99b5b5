package io.flashsale.inventory.rebuilding;

import static io.flashsale.inventory.testing.Calls.internally;
import static io.flashsale.inventory.testing.TestSale.PATIENCE;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.flashsale.inventory.redis.SlotKey;
import io.flashsale.inventory.testing.OrderServiceStub;
import io.flashsale.inventory.testing.OrderServiceStub.Order;
import io.flashsale.inventory.testing.TestSale;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "inventory"))
@WithTestResource(OrderServiceStub.class)
class RebuildsTest {

    @AfterEach
    void orderServiceIsWell() {
        OrderServiceStub.setDown(false);
        OrderServiceStub.setLagging(false);
    }

    private static void askForRebuild(TestSale sale) {
        internally()
                .post("/admin/sales/" + sale.id() + "/rebuild")
                .then()
                .statusCode(202)
                .body("saleId", equalTo(sale.id()));
    }

    private static void staysRecovering(TestSale sale) {
        await().atMost(PATIENCE).until(() -> sale.outcome("probe", 0).equals("RECOVERING"));
        await().during(Duration.ofMillis(800)).atMost(PATIENCE).until(() -> sale.outcome("dave", 1)
                .equals("RECOVERING"));
    }

    @Test
    void anOpeningIsARebuildOfZeroOrders() {
        TestSale sale = TestSale.open(10, 3);

        assertThat(sale.field("epoch")).isEqualTo("1");
        assertThat(sale.available()).isEqualTo(10);
        assertThat(sale.field("held")).isEqualTo("0");
    }

    @Test
    void aRejectedOrderLeadsToTheHoldsThatMysqlKnows() {
        TestSale sale = TestSale.open(10, 3);
        String alice = sale.reserve("alice", 2);
        String bob = sale.reserve("bob", 3);
        sale.inMysql(
                new Order(alice, "alice", 2, "PENDING_PAYMENT"),
                new Order(bob, "bob", 3, "REJECTED"),
                new Order(sale.id() + "-1-77", "carol", 1, "PAID"),
                new Order(sale.id() + "-1-78", "frank", 2, "CANCELLED"));

        sale.tell("OrderRejected", bob, 3);
        sale.awaitOpenAt(2);

        assertThat(sale.available()).isEqualTo(7);
        assertThat(sale.hold(alice)).isEqualTo("C");
        assertThat(sale.hold(bob)).isEqualTo("-");
        assertThat(sale.hold(sale.id() + "-1-77")).isEqualTo("P");
        assertThat(sale.field("returnedUnits")).isEqualTo("2");
        assertThat(sale.outcome("alice", 1)).isEqualTo("ALREADY_RESERVED");
        assertThat(sale.outcome("carol", 1)).isEqualTo("ALREADY_RESERVED");
        assertThat(sale.reserve("bob", 1)).isEqualTo(sale.id() + "-2-1");
    }

    @Test
    void aRejectionReturnsNothingByItself() {
        TestSale sale = TestSale.open(10, 3);
        String bob = sale.reserve("bob", 3);
        sale.inMysql();
        OrderServiceStub.setDown(true);

        sale.tell("OrderRejected", bob, 3);
        staysRecovering(sale);

        assertThat(sale.available()).isEqualTo(7);
        assertThat(sale.hold(bob)).isEqualTo("U");
    }

    @Test
    void aSlotThatIsLostIsBuiltAgainAndItsIdsNeverRepeat() {
        TestSale sale = TestSale.open(10, 3);
        String alice = sale.reserve("alice", 2);
        String bob = sale.reserve("bob", 1);
        sale.inMysql(new Order(alice, "alice", 2, "PENDING_PAYMENT"), new Order(bob, "bob", 1, "PAID"));

        sale.lose(SlotKey.values());
        sale.awaitOpenAt(2);

        assertThat(sale.available()).isEqualTo(7);
        assertThat(sale.hold(alice)).isEqualTo("C");
        assertThat(sale.hold(bob)).isEqualTo("P");
        assertThat(sale.reserve("carol", 1)).isEqualTo(sale.id() + "-2-1").isNotIn(alice, bob);

        sale.lose(SlotKey.values());
        sale.awaitOpenAt(3);
        assertThat(sale.reserve("dave", 1)).isEqualTo(sale.id() + "-3-1");
    }

    /** Each key alone: nobody may guess at the stock of a damaged slot, and nobody has to ask for its repair. */
    @ParameterizedTest
    @EnumSource(
            value = SlotKey.class,
            names = {"SALE", "HOLDS", "BUYERS", "UNCONFIRMED", "OUTBOX"})
    void aSlotThatIsDamagedIsBuiltAgainOnceSomebodyClicks(SlotKey lost) {
        TestSale sale = TestSale.open(10, 3);
        String alice = sale.reserve("alice", 2);
        await().atMost(PATIENCE).until(() -> !OrderServiceStub.received(alice).isEmpty());
        sale.inMysql(new Order(alice, "alice", 2, "PENDING_PAYMENT"));

        TestSale.REDIS.set(lost.of(sale.id()), "garbage");
        assertThat(sale.outcome("dave", 1)).isEqualTo("RECOVERING");
        sale.awaitOpenAt(2);

        assertThat(sale.available()).isEqualTo(8);
        assertThat(sale.hold(alice)).isEqualTo("C");
        assertThat(sale.outcome("alice", 1)).isEqualTo("ALREADY_RESERVED");
        assertThat(sale.reserve("dave", 1)).isEqualTo(sale.id() + "-2-1");
    }

    @Test
    void waitsForReservationsThatOrderServiceHasNotSeenYet() {
        TestSale sale = TestSale.open(10, 3);
        OrderServiceStub.setLagging(true);
        String alice = sale.reserve("alice", 2);
        await().atMost(PATIENCE).until(() -> sale.outboxEntries() == 0);

        askForRebuild(sale);
        staysRecovering(sale);

        sale.inMysql(new Order(alice, "alice", 2, "PENDING_PAYMENT"));
        OrderServiceStub.setLagging(false);
        sale.awaitOpenAt(2);
        assertThat(sale.hold(alice)).isEqualTo("C");
        assertThat(sale.available()).isEqualTo(8);
    }

    @Test
    void waitsForOrderService() {
        TestSale sale = TestSale.open(10, 3);
        OrderServiceStub.setDown(true);

        askForRebuild(sale);
        staysRecovering(sale);

        OrderServiceStub.setDown(false);
        sale.awaitOpenAt(2);
        assertThat(sale.available()).isEqualTo(10);
    }

    @Test
    void aRequestSoonAfterARebuildIsKept() {
        TestSale sale = TestSale.open(10, 3);
        askForRebuild(sale);
        sale.awaitOpenAt(2);

        askForRebuild(sale);

        sale.awaitOpenAt(3);
    }

    @Test
    void rebuildsOnlySalesThatAreRunning() {
        internally()
                .post("/admin/sales/nosuchsale/rebuild")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/not-found"));
    }

    @Test
    void refusesCallersWithoutTheServiceToken() {
        given().post("/admin/sales/anysale/rebuild").then().statusCode(401);
    }
}
