package io.flashsale.edge.buying;

import static io.flashsale.edge.rig.Edge.assertInvalid;
import static io.flashsale.edge.rig.Edge.assertProblem;
import static io.flashsale.edge.rig.StubServices.INVENTORY;
import static org.assertj.core.api.Assertions.assertThat;
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
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(StubServices.class)
class BuyRouteTest {

    @TestHTTPResource
    URI edge;

    @Inject
    Vertx vertx;

    private static final String RESERVATIONS = "flashsale.reservations.v1";
    private static final String ORDERS = "flashsale.orders.v1";

    private final TestSale told = TestSale.ofItsOwn();
    private Sale sale;

    @BeforeEach
    void openASale() {
        sale = Edge.tell(told);
    }

    @Test
    void anAcceptedClickIsToldItsOrderAndWhereItIs() {
        inventoryAnswers("{\"outcome\":\"RESERVED\",\"orderId\":\"%s\",\"quantity\":1,\"status\":\"QUEUED\"}");
        Buyer alice = Edge.newBuyer();
        Response answer = alice.buy(sale);
        answer.then()
                .statusCode(202)
                .header("Location", "/api/orders/" + orderId())
                .header("Cache-Control", "no-store")
                .body("orderId", equalTo(orderId()))
                .body("saleId", equalTo(sale.saleId()))
                .body("quantity", equalTo(1))
                .body("status", equalTo("QUEUED"));
        JsonObject click = sentClicks().getJsonObject(0);
        assertThat(click.getString("buyerId")).isEqualTo(alice.userId());
        assertThat(click.getInteger("quantity")).isEqualTo(1);
        assertThat(click.getLong("deadline")).isGreaterThan(System.currentTimeMillis());
    }

    @Test
    void aRepeatedClickIsToldTheSameOrderEvenWhenTheSaleIsSoldOut() {
        inventoryAnswers("{\"outcome\":\"RESERVED\",\"orderId\":\"%s\",\"quantity\":1,\"status\":\"QUEUED\"}");
        Buyer alice = Edge.newBuyer();
        alice.buy(sale).then().statusCode(202);
        Edge.tell(told.at(1, 2).soldOut(false));
        inventoryAnswers(
                "{\"outcome\":\"ALREADY_RESERVED\",\"orderId\":\"%s\",\"quantity\":1,\"status\":\"PENDING_PAYMENT\"}");
        alice.buy(sale)
                .then()
                .statusCode(202)
                .body("orderId", equalTo(orderId()))
                .body("status", equalTo("PENDING_PAYMENT"));
        int calls = INVENTORY.calls(path()).size();
        assertProblem(Edge.newBuyer().buy(sale), 409, "sold-out").body("final", equalTo(false));
        assertThat(INVENTORY.calls(path()))
                .as("no call for a click that is turned away")
                .hasSize(calls);
    }

    @Test
    void aBuyerWhoGotAnOrderAtAnotherEdgeIsToldItThoughTheSaleIsSoldOut() {
        Buyer alice = Edge.newBuyer();
        Edge.tell(told.at(1, 2).soldOut(false));
        inventoryAnswers("{\"outcome\":\"ALREADY_RESERVED\",\"orderId\":\"%s\",\"quantity\":1,\"status\":\"QUEUED\"}");
        assertProblem(alice.buy(sale), 409, "sold-out");
        Edge.publish(RESERVATIONS, "x", "no json");
        Edge.publishOrder(RESERVATIONS, "StockReserved", sale.saleId(), orderId(), alice.userId());
        Awaitility.await("the edge hears of the order")
                .untilAsserted(() -> alice.buy(sale).then().statusCode(202).body("orderId", equalTo(orderId())));
        assertProblem(Edge.newBuyer().buy(sale), 409, "sold-out");
    }

    @Test
    void theOrderThatAnotherEdgeSoldIsNotAskedForAnyMoreOnceItIsClosedAndAnOlderOnesEndChangesNothing() {
        Buyer alice = Edge.newBuyer();
        Buyer bob = Edge.newBuyer();
        Buyer carol = Edge.newBuyer();
        Edge.tell(told.at(1, 2).soldOut(false));
        inventoryAnswers("{\"outcome\":\"ALREADY_RESERVED\",\"orderId\":\"%s\",\"quantity\":1,\"status\":\"QUEUED\"}");
        String older = sale.saleId() + "-1-0";
        Edge.publishOrder(ORDERS, "OrderCreated", sale.saleId(), orderId(), bob.userId());
        Edge.publishOrder(ORDERS, "OrderCreated", sale.saleId(), older, alice.userId());
        Awaitility.await().untilAsserted(() -> {
            alice.buy(sale).then().statusCode(202);
            bob.buy(sale).then().statusCode(202);
        });
        Edge.publishOrder(ORDERS, "OrderExpired", sale.saleId(), older, bob.userId());
        Edge.publishOrder(ORDERS, "OrderExpired", sale.saleId(), older, alice.userId());
        // In the same partition as the ends of that order: who has heard of this has heard of them.
        Edge.publishOrder(ORDERS, "OrderCreated", sale.saleId(), older, carol.userId());
        Awaitility.await().untilAsserted(() -> carol.buy(sale).then().statusCode(202));
        alice.buy(sale).then().statusCode(202);
        bob.buy(sale).then().statusCode(202);
        Edge.publishOrder(ORDERS, "OrderCancelled", sale.saleId(), orderId(), bob.userId());
        Awaitility.await().untilAsserted(() -> assertProblem(bob.buy(sale), 409, "sold-out"));
        alice.buy(sale).then().statusCode(202);
    }

    @Test
    void theFlagClearsWhenStockReturns() {
        inventoryAnswers("{\"outcome\":\"RESERVED\",\"orderId\":\"%s\",\"quantity\":1,\"status\":\"QUEUED\"}");
        Edge.tell(told.at(1, 2).soldOut(false));
        Buyer bob = Edge.newBuyer();
        assertProblem(bob.buy(sale), 409, "sold-out");
        Edge.tell(told.at(1, 3).state("OPEN").available(1));
        bob.buy(sale).then().statusCode(202);
    }

    @Test
    void theQuantityAndTheTraceArePassedOn() {
        inventoryAnswers("{\"outcome\":\"RESERVED\",\"orderId\":\"%s\",\"quantity\":2,\"status\":\"QUEUED\"}");
        Buyer alice = Edge.newBuyer();
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        alice.calling()
                .header("X-Purchase-Pass", alice.passFor(sale))
                .header("traceparent", trace)
                .body("{\"quantity\":2,\"aFieldOfTomorrow\":1}")
                .post("/api/sales/{id}/orders", sale.saleId())
                .then()
                .statusCode(202)
                .body("quantity", equalTo(2));
        assertThat(sentClicks().getJsonObject(0).getInteger("quantity")).isEqualTo(2);
        assertThat(sentClicks().getJsonObject(0).getString("traceparent")).isEqualTo(trace);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"quantity\":0}",
                "{\"quantity\":-1}",
                "{\"quantity\":3}",
                "{\"quantity\":1.5}",
                "{\"quantity\":\"1\"}",
                "{\"quantity\":null}",
                "{\"quantity\":[1]}",
                "{\"quantity\":true}",
                "{\"quantity\":99999999999999999999}"
            })
    void namesTheQuantityWhenItIsWrong(String body) {
        assertInvalid(buyWith(body), "quantity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "{", "quantity=1", "\u0000\u0001"})
    void namesTheBodyWhenItIsNoObject(String body) {
        assertInvalid(buyWith(body), "body");
    }

    @Test
    void aBodyThatIsTooLongIsRefusedAndCounted() {
        assertInvalid(buyWith("{\"quantity\":1,\"padding\":\"" + "x".repeat(9_000) + "\"}"), "body");
        assertInvalid(buyWith("x".repeat(20_000)), "body");
        assertThat(funnel().<Integer>path("dropped.invalid_request")).isEqualTo(2);
    }

    @Test
    void inventorysRefusalsAreTheContracts() {
        inventoryAnswers("{\"outcome\":\"SOLD_OUT\",\"finalSoldOut\":true}");
        assertProblem(Edge.newBuyer().buy(sale), 409, "sold-out").body("final", equalTo(true));
        inventoryAnswers("{\"outcome\":\"BUSY\"}");
        assertProblem(Edge.newBuyer().buy(sale), 409, "sold-out").body("final", equalTo(false));
        inventoryAnswers("{\"outcome\":\"NOT_OPEN\"}");
        assertProblem(Edge.newBuyer().buy(sale), 409, "sale-not-open")
                .body("opensAt", equalTo(sale.opensAt().toString()));
    }

    @Test
    void aBatchThatFailsOrIsLostLeavesTheOutcomeUnknown() {
        INVENTORY.on(path(), 503, "{}");
        assertProblem(Edge.newBuyer().buy(sale), 503, "unknown-outcome");
        INVENTORY.on(path(), (exchange, call) -> exchange.close());
        assertProblem(Edge.newBuyer().buy(sale), 503, "unknown-outcome");
        inventoryAnswers("{\"outcome\":\"RESERVED\"}");
        assertProblem(Edge.newBuyer().buy(sale), 503, "unknown-outcome");
    }

    @Test
    void aRefusedConnectionTookNoStockAndIsSoldOutForNow() {
        INVENTORY.stop();
        try {
            assertProblem(Edge.newBuyer().buy(sale), 409, "sold-out").body("final", equalTo(false));
        } finally {
            INVENTORY.start();
        }
        inventoryAnswers("{\"outcome\":\"RESERVED\",\"orderId\":\"%s\",\"quantity\":1,\"status\":\"QUEUED\"}");
        Edge.newBuyer().buy(sale).then().statusCode(202);
    }

    @Test
    void whoHasNoSessionOrPassIsToldSo() {
        Buyer alice = Edge.newBuyer();
        Buyer bob = Edge.newBuyer();
        Edge.awaitAllSalesKnown();
        String url = "/api/sales/" + sale.saleId() + "/orders";
        assertProblem(RestAssured.given().post(url), 401, "unauthenticated");
        assertProblem(RestAssured.given().header("X-User-Id", alice.userId()).post(url), 401, "unauthenticated");
        assertProblem(alice.calling().post(url), 403, "pass-required");
        assertProblem(
                alice.calling().header("X-Purchase-Pass", bob.passFor(sale)).post(url), 403, "pass-invalid");
        assertProblem(alice.calling().header("X-Purchase-Pass", alice.token()).post(url), 403, "pass-invalid");
        assertProblem(
                alice.calling().header("X-Purchase-Pass", alice.passFor(sale)).post("/api/sales/nosuchsale/orders"),
                404,
                "not-found");
        Sale other = Edge.tell(TestSale.ofItsOwn());
        assertProblem(
                alice.calling().header("X-Purchase-Pass", alice.passFor(other)).post(url), 403, "pass-invalid");
    }

    @Test
    void theFunnelAddsUpToTheClicks() {
        inventoryAnswers("{\"outcome\":\"RESERVED\",\"orderId\":\"%s\",\"quantity\":1,\"status\":\"QUEUED\"}");
        Edge.newBuyer().buy(sale);
        Edge.newBuyer().buy(sale);
        buyWith("{\"quantity\":0}");
        RestAssured.given().post("/api/sales/{id}/orders", sale.saleId());
        inventoryAnswers("{\"outcome\":\"BUSY\"}");
        Edge.newBuyer().buy(sale);
        Response funnel = funnel();
        assertThat(funnel.<Integer>path("clicks")).isEqualTo(5);
        assertThat(funnel.<Integer>path("accepted")).isEqualTo(2);
        assertThat(funnel.<java.util.Map<String, Integer>>path("dropped"))
                .containsOnly(
                        java.util.Map.entry("invalid_request", 1),
                        java.util.Map.entry("unauthenticated", 1),
                        java.util.Map.entry("inventory_busy", 1));
        assertThat(funnel.<List<Integer>>path("stages.reached")).containsExactly(5, 5, 5, 5, 4, 4, 4, 4, 4, 4, 3, 3);
        assertThat(funnel.<Integer>path("stages.find { it.stage == 'inventory' }.dropped"))
                .isEqualTo(1);
    }

    @Test
    void noClickOfACrowdStaysUnansweredThoughTheSaleSellsOutAndStockReturnsAndBatchesFail() throws Exception {
        AtomicInteger batches = new AtomicInteger();
        INVENTORY.on(path(), (exchange, call) -> {
            int clicks = new JsonObject(call.body()).getJsonArray("clicks").size();
            switch (batches.incrementAndGet() % 7) {
                case 3 -> StubServer.send(exchange, 503, "{}");
                case 5 -> exchange.close();
                default -> StubServer.send(exchange, 200, answers(clicks, "{\"outcome\":\"SOLD_OUT\"}"));
            }
        });
        Buyer alice = Edge.newBuyer();
        String pass = alice.passFor(sale);
        HttpClient client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(100));
        List<Future<Integer>> clicks = new ArrayList<>();
        for (int round = 0; round < 6; round++) {
            for (int i = 0; i < 400; i++) {
                clicks.add(click(client, alice, pass, i % 3));
            }
            Edge.tell(
                    round % 2 == 0
                            ? told.at(1, 10 + round).soldOut(false)
                            : told.at(1, 10 + round).state("OPEN").available(round));
        }
        Future.all(clicks).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertThat(clicks).allMatch(click -> List.of(400, 409, 503).contains(click.result()));
        assertThat(funnel().<Integer>path("clicks")).isEqualTo(clicks.size());
        client.close();
    }

    @Test
    void whoHoldsTheBodyBackIsNoContenderWhoseOtherClicksPass() throws Exception {
        Buyer alice = Edge.newBuyer();
        try (java.net.Socket socket = halfAClick(alice)) {
            // Its head has mostly passed the filters when this one is answered.
            Edge.newBuyer().buy(sale);
            Edge.tell(told.at(1, 2).soldOut(false));
            assertProblem(alice.buy(sale), 409, "sold-out");
            assertThat(INVENTORY.calls(path())).as("clicks that were sent on").hasSize(1);
            assertThat(socket.isClosed()).isFalse();
        }
    }

    @Test
    void aBuyerWhoGoesAwayInTheMiddleOfTheBodyIsNotRememberedAsClicking() throws Exception {
        halfAClick(Edge.newBuyer()).close();
        Awaitility.await().until(() -> funnel().<Integer>path("clicks") == 1);
        assertThat(funnel().<Integer>path("dropped.invalid_request")).isEqualTo(1);
    }

    @Test
    void aBuyerWhoResetsTheStreamInTheMiddleOfTheBodyIsNotRememberedAsClickingEither() throws Exception {
        Buyer alice = Edge.newBuyer();
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
        client.request(new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setHost(edge.getHost())
                        .setPort(edge.getPort())
                        .setURI("/api/sales/" + sale.saleId() + "/orders")
                        .putHeader("Authorization", "Bearer " + alice.token())
                        .putHeader("X-Purchase-Pass", alice.passFor(sale))
                        .putHeader("Content-Length", "14"))
                .compose(request -> request.write("{\"quan").map(sent -> request.reset()))
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        Awaitility.await().until(() -> funnel().<Integer>path("clicks") == 1);
        assertThat(funnel().<Integer>path("dropped.invalid_request")).isEqualTo(1);
        client.close();
    }

    /** A click whose body does not come to its end. */
    private java.net.Socket halfAClick(Buyer buyer) throws Exception {
        java.net.Socket socket = new java.net.Socket(edge.getHost(), edge.getPort());
        socket.getOutputStream()
                .write(("POST /api/sales/" + sale.saleId() + "/orders HTTP/1.1\r\nHost: edge\r\nAuthorization: Bearer "
                                + buyer.token() + "\r\nX-Purchase-Pass: " + buyer.passFor(sale)
                                + "\r\nContent-Length: 14\r\n\r\n{\"quan")
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private Future<Integer> click(HttpClient client, Buyer buyer, String pass, int kind) {
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setHost(edge.getHost())
                        .setPort(edge.getPort())
                        .setURI("/api/sales/" + sale.saleId() + "/orders")
                        .putHeader("Authorization", "Bearer " + buyer.token())
                        .putHeader("X-Purchase-Pass", pass))
                .compose(request -> switch (kind) {
                    case 0 -> request.send();
                    case 1 -> request.send("{\"quantity\":1}");
                    default -> request.send("{\"quantity\":7}");
                })
                .compose(response -> response.body().map(body -> response.statusCode()));
    }

    private Response buyWith(String body) {
        Buyer buyer = Edge.newBuyer();
        return buyer.calling()
                .header("X-Purchase-Pass", buyer.passFor(sale))
                .contentType("application/json")
                .body(body)
                .post("/api/sales/{id}/orders", sale.saleId());
    }

    private Response funnel() {
        return Edge.operator().get("/admin/funnel/{id}", sale.saleId());
    }

    private String path() {
        return "/internal/sales/" + sale.saleId() + "/reservations";
    }

    private String orderId() {
        return sale.saleId() + "-1-1";
    }

    private JsonArray sentClicks() {
        List<StubServer.Call> calls = INVENTORY.calls(path());
        return new JsonObject(calls.get(calls.size() - 1).body()).getJsonArray("clicks");
    }

    private void inventoryAnswers(String answer) {
        INVENTORY.on(
                path(),
                (exchange, call) -> StubServer.send(
                        exchange,
                        200,
                        answers(
                                new JsonObject(call.body())
                                        .getJsonArray("clicks")
                                        .size(),
                                answer.formatted(orderId()))));
    }

    private static String answers(int clicks, String each) {
        return "{\"answers\":["
                + String.join(
                        ",", IntStream.range(0, clicks).mapToObj(i -> each).toList()) + "]}";
    }
}
