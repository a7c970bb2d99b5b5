package io.flashsale.edge.concurrency;

import static io.flashsale.edge.rig.Edge.assertProblem;
import static io.flashsale.edge.rig.StubServices.INVENTORY;
import static io.flashsale.edge.rig.StubServices.ORDERS;
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
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An edge that gives each service two things to do at once, one of which is reserved. */
@QuarkusTest
@TestProfile(OverloadRouteTest.TwoAtOnce.class)
@WithTestResource(RealServers.class)
@WithTestResource(StubServices.class)
class OverloadRouteTest {

    @TestHTTPResource
    URI edge;

    @Inject
    Limiters limiters;

    public static final class TwoAtOnce implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "flashsale.concurrency.reserved-share", "0.5",
                    "flashsale.concurrency.clicks.least", "2",
                    "flashsale.concurrency.clicks.initial", "2",
                    "flashsale.concurrency.clicks.most", "2",
                    "flashsale.concurrency.calls.least", "2",
                    "flashsale.concurrency.calls.initial", "2",
                    "flashsale.concurrency.calls.most", "2");
        }
    }

    @Test
    void aClickTooManyIsSoldOutForNowAtOnceAndAPrivilegedBuyerHasTheReserve() throws Exception {
        Sale sale = Edge.tell(TestSale.ofItsOwn());
        Buyer alice = Edge.newBuyer();
        Buyer bob = Edge.newBuyer();
        Buyer vip = privileged();
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        INVENTORY.on(path(sale), (exchange, call) -> {
            working.countDown();
            done.await();
            StubServer.send(
                    exchange,
                    200,
                    "{\"answers\":[{\"outcome\":\"RESERVED\",\"orderId\":\"x-1-1\",\"quantity\":1,\"status\":\"QUEUED\"}]}");
        });
        CompletableFuture<Response> first = CompletableFuture.supplyAsync(() -> alice.buy(sale));
        CompletableFuture<Response> reserved = CompletableFuture.completedFuture(null);
        try {
            assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();
            assertProblem(bob.buy(sale), 409, "sold-out").body("final", equalTo(false));
            reserved = CompletableFuture.supplyAsync(() -> vip.buy(sale));
            Awaitility.await().until(() -> limiters.clicks().inFlight() == 2);
            assertProblem(privileged().buy(sale), 409, "sold-out");
        } finally {
            done.countDown();
        }
        first.get(10, TimeUnit.SECONDS).then().statusCode(202);
        reserved.get(10, TimeUnit.SECONDS).then().statusCode(202);
        bob.buy(sale).then().statusCode(202);
        Awaitility.await().until(() -> limiters.clicks().inFlight() == 0);
        Edge.operator()
                .get("/admin/funnel/{id}", sale.saleId())
                .then()
                .body("dropped.overloaded", equalTo(2))
                .body("accepted", equalTo(3));
        given().get("/q/metrics")
                .then()
                .body(containsString("flashsale_edge_concurrency_limit{upstream=\"inventory-service\"} 2.0"))
                .body(containsString("flashsale_edge_concurrency_in_flight{upstream=\"inventory-service\"} 0.0"));
    }

    @Test
    void aBodyThatDoesNotComeTakesNobodysPlace() throws Exception {
        Sale sale = Edge.tell(TestSale.ofItsOwn());
        INVENTORY.on(
                path(sale),
                200,
                "{\"answers\":[{\"outcome\":\"RESERVED\",\"orderId\":\"x-1-1\",\"quantity\":1,\"status\":\"QUEUED\"}]}");
        Buyer slow = Edge.newBuyer();
        try (Socket one = halfAClick(slow, sale);
                Socket another = halfAClick(slow, sale)) {
            Edge.newBuyer().buy(sale).then().statusCode(202);
            assertThat(one.isConnected() && another.isConnected()).isTrue();
        }
        Awaitility.await().until(() -> limiters.clicks().inFlight() == 0);
    }

    @Test
    void aCallTooManyIsUnavailableAtOnceAndABuyerWhoGoesAwayGivesThePlaceBack() throws Exception {
        Buyer alice = Edge.newBuyer();
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        ORDERS.on("/api/orders/slow", (exchange, call) -> {
            working.countDown();
            done.await();
        });
        ORDERS.on("/api/orders/quick", 200, "{}");
        try (Socket waiting = new Socket(edge.getHost(), edge.getPort())) {
            waiting.getOutputStream()
                    .write(("GET /api/orders/slow HTTP/1.1\r\nHost: edge\r\nAuthorization: Bearer " + alice.token()
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();
            assertProblem(alice.calling().get("/api/orders/quick"), 503, "unavailable");
            privileged().calling().get("/api/orders/quick").then().statusCode(200);
        } finally {
            done.countDown();
        }
        Awaitility.await()
                .untilAsserted(
                        () -> alice.calling().get("/api/orders/quick").then().statusCode(200));
    }

    private Socket halfAClick(Buyer buyer, Sale sale) throws Exception {
        Socket socket = new Socket(edge.getHost(), edge.getPort());
        socket.getOutputStream()
                .write(("POST /api/sales/" + sale.saleId() + "/orders HTTP/1.1\r\nHost: edge\r\nAuthorization: Bearer "
                                + buyer.token() + "\r\nX-Purchase-Pass: " + buyer.passFor(sale)
                                + "\r\nContent-Length: 14\r\n\r\n{\"quan")
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    /** Another one each time: who has a click under way is let in because of that. */
    private static Buyer privileged() {
        Response session = Edge.operator()
                .contentType("application/json")
                .body("{\"user\":\"privileged " + UUID.randomUUID() + "\",\"privileged\":true}")
                .post("/api/session");
        return new Buyer(session.path("userId"), session.path("token"));
    }

    private static String path(Sale sale) {
        return "/internal/sales/" + sale.saleId() + "/reservations";
    }
}
