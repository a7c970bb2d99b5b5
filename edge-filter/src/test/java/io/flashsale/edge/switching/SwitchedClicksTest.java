package io.flashsale.edge.switching;

import static io.flashsale.edge.rig.Edge.assertProblem;
import static io.flashsale.edge.rig.StubServices.INVENTORY;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.flashsale.edge.Sale;
import io.flashsale.edge.rig.Edge;
import io.flashsale.edge.rig.Edge.Buyer;
import io.flashsale.edge.rig.StubServer;
import io.flashsale.edge.rig.StubServices;
import io.flashsale.edge.rig.TestSale;
import io.flashsale.testing.Contract;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What flips on the topic make of clicks, and what the edge tells of its load. */
@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(StubServices.class)
class SwitchedClicksTest {

    /** Of all switches: the topic lives as long as the test run. */
    private static final AtomicLong VERSIONS = new AtomicLong(System.currentTimeMillis());

    @Inject
    SwitchBoard board;

    private final TestSale told = TestSale.ofItsOwn();
    private Sale sale;

    @BeforeEach
    void openASale() {
        sale = Edge.tell(told);
        INVENTORY.on(
                "/internal/sales/" + sale.saleId() + "/reservations",
                (exchange, call) -> StubServer.send(
                        exchange,
                        200,
                        "{\"answers\":[{\"outcome\":\"RESERVED\",\"orderId\":\"" + sale.saleId()
                                + "-1-1\",\"quantity\":1,\"status\":\"QUEUED\"}]}"));
    }

    @AfterEach
    void flipBack() {
        flip("sold-out", null);
        flip("filter:stock", null);
        Awaitility.await().until(() -> !board.isSoldOut("any") && board.modeOf("stock") == FilterMode.ON);
    }

    @Test
    void aFlipReachesClicksAndSoDoesItsReturn() {
        Buyer stranger = Edge.newBuyer();
        for (String name : List.of("sold-out", "sold-out:" + sale.saleId())) {
            flip(name, "on");
            awaitClickToldSo(name, stranger, "/problems/sold-out");
            flip(name, null);
            awaitClickToldSo(name + " back", stranger, "/problems/pass-required");
        }
        assertThat(dropped("switched_off")).isPositive();
    }

    @Test
    void aBuyerWithAnOrderIsToldItThoughTheSwitchIsOn() {
        Buyer alice = Edge.newBuyer();
        alice.buy(sale).then().statusCode(202);
        flip("sold-out:" + sale.saleId(), "on");
        Buyer bob = Edge.newBuyer();
        Awaitility.await().until(() -> click(bob).equals("/problems/sold-out"));
        assertProblem(bob.buy(sale), 409, "sold-out").body("final", equalTo(false));
        alice.buy(sale).then().statusCode(202).body("orderId", equalTo(sale.saleId() + "-1-1"));
    }

    @Test
    void aFilterThatOnlyReportsIsCountedAndTheClickGoesOn() {
        Edge.tell(told.at(1, 2).soldOut(false));
        Buyer alice = Edge.newBuyer();
        assertProblem(alice.buy(sale), 409, "sold-out");
        flip("filter:stock", "report-only");
        Awaitility.await().until(() -> alice.buy(sale).statusCode() == 202);
        given().get("/q/metrics")
                .then()
                .body(containsString(
                        "flashsale_edge_would_drop_total{reason=\"sold_out\",sale=\"" + sale.saleId() + "\"}"));
    }

    @Test
    void theEdgeTellsInventoryOfItsClicksAndNotOfTheirAbsence() {
        Buyer alice = Edge.newBuyer();
        click(alice);
        Awaitility.await().until(() -> reports().anyMatch(report -> report.getLong("clicks") > 0));
        JsonObject report =
                reports().filter(one -> one.getLong("clicks") > 0).findFirst().orElseThrow();
        assertThat(report.fieldNames())
                .containsExactlyInAnyOrder("millis", "clicks", "overloaded", "letIn", "underWay");
        assertThat(report.getLong("millis")).isPositive();
        assertThat(report.getLong("overloaded")).isZero();
    }

    private void awaitClickToldSo(String what, Buyer buyer, String type) {
        Awaitility.await(what).pollInterval(Duration.ofMillis(5)).until(() -> click(buyer)
                .equals(type));
    }

    private static Stream<JsonObject> reports() {
        return INVENTORY.calls().stream()
                .filter(call -> call.path().matches("/internal/edges/edge-[0-9a-f]{8}/load"))
                .peek(call -> assertThat(call.header("X-Service-Token")).isEqualTo("test-service-token"))
                .map(call -> new JsonObject(call.body()));
    }

    /** What a click without a pass is told, which costs nothing. */
    private String click(Buyer buyer) {
        return buyer.calling().post("/api/sales/{id}/orders", sale.saleId()).path("type");
    }

    private long dropped(String reason) {
        return Edge.operator().get("/admin/funnel/" + sale.saleId()).jsonPath().getLong("dropped." + reason);
    }

    private static void flip(String name, String value) {
        String event = TestSwitches.event(name, value, VERSIONS.incrementAndGet());
        Contract.assertSatisfies(
                "switch-event",
                event.replace(
                        "\"traceparent\":null",
                        "\"traceparent\":\"00-" + "4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\""));
        Edge.publish("flashsale.switches.v1", name, event);
    }
}
