package io.flashsale.inventory.rebuilding;

import static io.flashsale.inventory.testing.Calls.internally;
import static io.flashsale.inventory.testing.TestSale.PATIENCE;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.flashsale.inventory.redis.SlotKey;
import io.flashsale.inventory.selling.SaleDirectory;
import io.flashsale.inventory.selling.SaleRepository;
import io.flashsale.inventory.testing.OrderServiceStub;
import io.flashsale.inventory.testing.OrderServiceStub.Order;
import io.flashsale.inventory.testing.TestSale;
import io.flashsale.testing.RealServers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "inventory"))
@WithTestResource(OrderServiceStub.class)
class RebuildsTest {

    @Inject
    SaleRepository sales;

    @Inject
    SaleDirectory directory;

    @Inject
    Rebuilds rebuilds;

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

    private static String stateAtEpoch(TestSale sale, int epoch) {
        JsonPath view = internally()
                .get("/admin/sales/" + sale.id() + "/rebuild")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return view.getInt("epoch") == epoch ? view.getString("state") : null;
    }

    @Test
    void tellsHowFarARebuildIs() {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        new RebuildMetrics(rebuilds, directory, Clock.systemUTC(), metrics);
        TestSale sale = TestSale.open(10, 3);
        internally()
                .get("/admin/sales/" + sale.id() + "/rebuild")
                .then()
                .statusCode(200)
                .body("saleId", equalTo(sale.id()))
                .body("state", equalTo("OPEN"))
                .body("step", nullValue())
                .body("reason", nullValue())
                .body("since", notNullValue())
                .body("epoch", equalTo(1));
        OrderServiceStub.setLagging(true);
        String alice = sale.reserve("alice", 2);
        await().atMost(PATIENCE).until(() -> sale.outboxEntries() == 0);
        sale.inMysql(new Order(alice, "alice", 2, "PENDING_PAYMENT"));

        askForRebuild(sale);
        await().atMost(PATIENCE).untilAsserted(() -> internally()
                .get("/admin/sales/" + sale.id() + "/rebuild")
                .then()
                .body("state", equalTo("RECOVERING"))
                .body("step", equalTo("AWAIT_ORDERS"))
                .body("reason", equalTo("the operator asked for it"))
                .body("since", matchesPattern("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z"))
                .body("epoch", equalTo(2)));
        Gauge waiting = metrics.get("flashsale.rebuild.step")
                .tag("step", "AWAIT_ORDERS")
                .gauge();
        assertThat(waiting.value()).isEqualTo(1);
        assertThat(metrics.get("flashsale.sales.recovering").gauge().value()).isEqualTo(1);
        await().atMost(PATIENCE)
                .until(() -> metrics.get("flashsale.sales.recovering.oldest.age.seconds")
                                .gauge()
                                .value()
                        > 0.3);

        OrderServiceStub.setLagging(false);
        sale.awaitOpenAt(2);
        await().atMost(PATIENCE).until(() -> waiting.value() == 0);
    }

    @Test
    void tellsOfNoRebuildOfASaleThatThereIsNot() {
        internally().get("/admin/sales/nosuchsale/rebuild").then().statusCode(404);
    }

    /** What a process leaves that ends after the first step: nobody else would have asked. */
    @Test
    void finishesARebuildThatSomebodyHasBegunAndLeft() {
        TestSale sale = TestSale.open(10, 3);
        sale.inMysql();

        assertThat(sales.beginRebuild(sale.id(), 1)).isTrue();

        sale.awaitOpenAt(3);
    }

    /** What a process leaves that ends between the opening in Redis and the one in MySQL. */
    @Test
    void sellsNothingFromASlotThatMysqlDoesNotKnowToBeOpen() {
        TestSale sale = TestSale.open(10, 3);
        OrderServiceStub.setDown(true);
        assertThat(sales.beginRebuild(sale.id(), 1)).isTrue();
        await().atMost(PATIENCE).until(() -> "RECOVERING".equals(sale.field("state")));
        String epoch = sale.field("epoch");
        TestSale.REDIS.hset(SlotKey.SALE.of(sale.id()), "state", "OPEN");

        staysRecovering(sale);
        assertThat(sale.field("sequence")).isEqualTo("0");

        OrderServiceStub.setDown(false);
        sale.awaitOpenAt(Integer.parseInt(epoch) + 1);
        assertThat(sale.reserve("alice", 1)).isEqualTo(sale.id() + "-" + (Integer.parseInt(epoch) + 1) + "-1");
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
        // Not while another test counts the sales that are being rebuilt.
        OrderServiceStub.setDown(false);
        sale.awaitOpenAt(2);
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
    void aSlotThatIsDamagedIsBuiltAgainThoughNobodyClicks(SlotKey lost) {
        TestSale sale = TestSale.open(10, 3);
        String alice = sale.reserve("alice", 2);
        await().atMost(PATIENCE).until(() -> !OrderServiceStub.received(alice).isEmpty());
        sale.inMysql(new Order(alice, "alice", 2, "PENDING_PAYMENT"));

        TestSale.REDIS.set(lost.of(sale.id()), "garbage");
        await().atMost(PATIENCE).until(() -> "OPEN".equals(stateAtEpoch(sale, 2)));

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
