package io.flashsale.edge.routing;

import static io.flashsale.edge.rig.Edge.assertProblem;
import static io.flashsale.edge.rig.Edge.operator;
import static io.flashsale.edge.rig.StubServices.INVENTORY;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.flashsale.edge.Sale;
import io.flashsale.edge.rig.Edge;
import io.flashsale.edge.rig.StubServer;
import io.flashsale.edge.rig.StubServices;
import io.flashsale.edge.rig.TestSale;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(StubServices.class)
class AdminRoutesTest {

    @ParameterizedTest
    @CsvSource({
        "POST, /admin/sales",
        "GET, /admin/sales/x/ledger",
        "POST, /admin/sales/x/rebuild",
        "GET, /admin/switches",
        "PUT, /admin/switches/sold-out",
        "GET, /admin/funnel/x",
        "GET, /admin/anything",
    })
    void operatorsOnly(String method, String path) {
        int before = INVENTORY.calls(path).size();
        assertProblem(given().request(method, path), 401, "unauthenticated");
        assertProblem(given().header("Authorization", "Bearer wrong").request(method, path), 401, "unauthenticated");
        assertProblem(given().header("Authorization", "").request(method, path), 401, "unauthenticated");
        assertProblem(
                given().header("X-Service-Token", "test-service-token").request(method, path), 401, "unauthenticated");
        assertProblem(Edge.newBuyer().calling().request(method, path), 403, "forbidden");
        assertThat(INVENTORY.calls(path)).hasSize(before);
    }

    @Test
    void aNewSaleIsAnsweredOnceThisEdgeKnowsIt() throws Exception {
        TestSale told = TestSale.ofItsOwn();
        Sale sale = told.build();
        int before = INVENTORY.calls("/admin/sales").size();
        INVENTORY.on("/admin/sales", (exchange, call) -> {
            exchange.getResponseHeaders().add("Location", INVENTORY.url() + "/admin/sales/" + sale.saleId());
            StubServer.send(exchange, 201, "{\"id\":\"" + sale.saleId() + "\"}");
        });
        CompletableFuture<Response> answer = CompletableFuture.supplyAsync(() -> operator()
                .contentType("application/json")
                .body("{\"title\":\"x\"}")
                .post("/admin/sales"));
        Awaitility.await().until(() -> INVENTORY.calls("/admin/sales").size() > before);
        assertThat(answer).as("before the sale's event has come").isNotDone();

        Edge.tell(told);

        answer.get(10, TimeUnit.SECONDS)
                .then()
                .statusCode(201)
                .header("Location", "/admin/sales/" + sale.saleId())
                .body("id", equalTo(sale.saleId()));
        StubServer.Call call = INVENTORY.calls("/admin/sales").get(before);
        assertThat(call.body()).isEqualTo("{\"title\":\"x\"}");
        assertThat(call.header("X-Service-Token")).isEqualTo("test-service-token");
        assertThat(call.header("Authorization")).isNull();
    }

    @Test
    void aRefusedSaleIsAnsweredAsInventorySaid() {
        INVENTORY.on(
                "/admin/sales",
                400,
                "{\"type\":\"/problems/invalid-request\",\"status\":400,\"errors\":[{\"field\":\"stock\",\"message\":\"m\"}]}");
        Edge.assertInvalid(operator().body("{\"stock\":-1}").post("/admin/sales"), "stock");
    }

    @Test
    void anAnswerThatIsNoSaleIsUnavailableAndNotSilence() {
        INVENTORY.on("/admin/sales", 201, "no json");
        assertProblem(operator().body("{}").post("/admin/sales"), 503, "unavailable");
        INVENTORY.on("/admin/sales", 201, "{}");
        assertProblem(operator().body("{}").post("/admin/sales"), 503, "unavailable");
    }

    @Test
    void anOverlongSaleIsRefused() {
        Edge.assertInvalid(operator().body("x".repeat(9_000)).post("/admin/sales"), "body");
        Edge.assertInvalid(operator().body("x".repeat(20_000)).post("/admin/sales"), "body");
    }

    @Test
    void theLedgerAndTheRebuildArePassedThrough() {
        INVENTORY.on("/admin/sales/abcd/ledger", 200, "{\"saleId\":\"abcd\",\"balanced\":true}");
        INVENTORY.on("/admin/sales/abcd/rebuild", 202, "");
        operator().get("/admin/sales/abcd/ledger").then().statusCode(200).body("balanced", equalTo(true));
        operator().post("/admin/sales/abcd/rebuild").then().statusCode(202);
        assertThat(INVENTORY.calls("/admin/sales/abcd/rebuild")).hasSize(1);
        assertProblem(operator().get("/admin/sales/nosuchsale/ledger"), 404, "not-found");
    }

    @Test
    void switchesAreReadAndSetAtInventoryWithTheVersionThatTheOperatorSaw() {
        INVENTORY.on("/admin/switches", 200, "{\"switches\":[]}");
        operator().get("/admin/switches").then().statusCode(200).body("switches.size()", equalTo(0));

        String path = "/admin/switches/sold-out:abcd";
        INVENTORY.on(path, (exchange, call) -> {
            exchange.getResponseHeaders().add("ETag", "\"4\"");
            StubServer.send(exchange, 200, "{\"name\":\"sold-out:abcd\",\"version\":4}");
        });
        operator()
                .header("If-Match", "\"3\"")
                .body("{\"value\":\"on\",\"reason\":\"a test\"}")
                .put(path)
                .then()
                .statusCode(200)
                .header("ETag", "\"4\"")
                .body("version", equalTo(4));
        StubServer.Call call = INVENTORY.calls(path).get(0);
        assertThat(call.header("If-Match")).isEqualTo("\"3\"");
        assertThat(call.body()).isEqualTo("{\"value\":\"on\",\"reason\":\"a test\"}");
        assertThat(call.header("X-Service-Token")).isEqualTo("test-service-token");
        assertThat(call.header("Authorization")).isNull();

        INVENTORY.on(path, 412, "{\"type\":\"/problems/stale-version\",\"status\":412,\"version\":4}");
        assertProblem(operator().body("{}").put(path), 412, "stale-version").body("version", equalTo(4));
        assertThat(INVENTORY.calls(path).get(1).header("If-Match")).isNull();
    }

    @Test
    void aSwitchWhoseAnswerIsLostIsNotSetTwice() {
        String path = "/admin/switches/limits";
        INVENTORY.on(path, (exchange, call) -> exchange.close());
        assertProblem(operator().body("{}").put(path), 503, "unavailable");
        assertThat(INVENTORY.calls(path)).hasSize(1);
    }

    @Test
    void anUnreachableInventoryIsUnavailable() {
        INVENTORY.stop();
        try {
            assertProblem(operator().get("/admin/sales/abcd/ledger"), 503, "unavailable");
            assertProblem(operator().body("{}").post("/admin/sales"), 503, "unavailable");
        } finally {
            INVENTORY.start();
        }
    }

    @Test
    void aLostLedgerIsAskedForOnceMoreAndALostRebuildIsNot() {
        AtomicInteger ledgers = new AtomicInteger();
        INVENTORY.on("/admin/sales/lost/ledger", (exchange, call) -> {
            if (ledgers.incrementAndGet() == 1) {
                exchange.close();
            } else {
                StubServer.send(exchange, 200, "{\"balanced\":true}");
            }
        });
        operator().get("/admin/sales/lost/ledger").then().statusCode(200).body("balanced", equalTo(true));
        INVENTORY.on("/admin/sales/lost/rebuild", (exchange, call) -> exchange.close());
        assertProblem(operator().post("/admin/sales/lost/rebuild"), 503, "unavailable");
        assertThat(INVENTORY.calls("/admin/sales/lost/rebuild")).hasSize(1);
    }

    @Test
    void theFunnelOfAnUnknownSaleIsNotFound() {
        Edge.awaitAllSalesKnown();
        assertProblem(operator().get("/admin/funnel/nosuchsale"), 404, "not-found");
        assertProblem(operator().get("/admin/anything"), 404, "not-found");
    }
}
