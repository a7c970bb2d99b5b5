package io.flashsale.edge.routing;

import static io.flashsale.edge.rig.Edge.assertProblem;
import static io.flashsale.edge.rig.StubServices.ORDERS;
import static io.flashsale.edge.rig.StubServices.PAYMENTS;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.flashsale.edge.rig.Edge;
import io.flashsale.edge.rig.Edge.Buyer;
import io.flashsale.edge.rig.StubServer;
import io.flashsale.edge.rig.StubServices;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(StubServices.class)
class BuyerProxyTest {

    @TestHTTPResource
    URI edge;

    private Buyer alice;

    @BeforeEach
    void signIn() {
        alice = Edge.newBuyer();
    }

    @Test
    void putsTheSignedInBuyerAndTheTokenInPlaceOfWhatTheClientSent() {
        ORDERS.on("/api/orders/o-1", 200, "{\"orderId\":\"o-1\"}");
        alice.calling()
                .header("X-User-Id", "mallory")
                .header("X-User-Id", "mallory-too")
                .header("x-service-token", "guessed")
                .get("/api/orders/o-1")
                .then()
                .statusCode(200)
                .body("orderId", equalTo("o-1"));
        StubServer.Call call = last(ORDERS, "/api/orders/o-1");
        assertThat(call.header("X-User-Id")).isEqualTo(alice.userId());
        assertThat(call.header("X-Service-Token")).isEqualTo("test-service-token");
        assertThat(call.header("Authorization"))
                .as("a session is the edge's business")
                .isNull();
    }

    @Test
    void passesOnThePageOfOrdersWithItsQuery() {
        ORDERS.on(
                "/api/orders",
                (exchange, call) -> StubServer.send(
                        exchange,
                        200,
                        "{\"query\":\"" + exchange.getRequestURI().getRawQuery() + "\"}"));
        alice.calling()
                .get("/api/orders?limit=2&after=x")
                .then()
                .statusCode(200)
                .body("query", equalTo("limit=2&after=x"));
    }

    @Test
    void passesOnAPaymentWithItsKeyAndBody() {
        PAYMENTS.on("/api/orders/o-2/payments", 202, "{\"paymentId\":\"p\",\"status\":\"PENDING\"}");
        alice.calling()
                .header("Idempotency-Key", "key-1")
                .contentType("application/json")
                .body("{\"method\":\"card\"}")
                .post("/api/orders/o-2/payments")
                .then()
                .statusCode(202)
                .body("status", equalTo("PENDING"));
        StubServer.Call call = last(PAYMENTS, "/api/orders/o-2/payments");
        assertThat(call.header("Idempotency-Key")).isEqualTo("key-1");
        assertThat(call.body()).isEqualTo("{\"method\":\"card\"}");
        assertThat(call.header("X-User-Id")).isEqualTo(alice.userId());
    }

    @Test
    void passesOnACancellationAndARefusalAsItIs() {
        ORDERS.on("/api/orders/o-3/cancellation", 409, "{\"type\":\"/problems/conflict\",\"status\":409}");
        assertProblem(alice.calling().post("/api/orders/o-3/cancellation"), 409, "conflict");
        assertProblem(alice.calling().get("/api/orders/no-such-order"), 404, "not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/orders",
        "GET, /api/orders/o-1",
        "GET, /api/orders/o-1/events",
        "POST, /api/orders/o-1/cancellation",
        "POST, /api/orders/o-1/payments",
    })
    void nobodyPassesWithoutASession(String method, String path) {
        int before = ORDERS.calls(path).size() + PAYMENTS.calls(path).size();
        assertProblem(given().header("X-User-Id", "mallory").request(method, path), 401, "unauthenticated");
        assertProblem(
                given().header("Authorization", "Bearer s1.mallory.99999999999.forged")
                        .request(method, path),
                401,
                "unauthenticated");
        assertThat(ORDERS.calls(path).size() + PAYMENTS.calls(path).size()).isEqualTo(before);
    }

    @Test
    @Timeout(20)
    void streamsEventsAsTheyCome() throws Exception {
        CountDownLatch firstSeen = new CountDownLatch(1);
        ORDERS.on("/api/orders/o-4/events", (exchange, call) -> {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("data: QUEUED\n\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            firstSeen.await();
            exchange.getResponseBody().write("data: PAID\n\n".getBytes(StandardCharsets.UTF_8));
        });
        HttpResponse<InputStream> stream = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(
                        HttpRequest.newBuilder(edge.resolve("/api/orders/o-4/events"))
                                .header("Authorization", "Bearer " + alice.token())
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        assertThat(stream.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        try (BufferedReader events = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(events.readLine()).isEqualTo("data: QUEUED");
            firstSeen.countDown();
            assertThat(events.readLine()).isEmpty();
            assertThat(events.readLine()).isEqualTo("data: PAID");
        }
    }

    @Test
    void aServiceThatCannotBeReachedIsUnavailableAndHeardAgainWhenItIsBack() {
        PAYMENTS.on("/api/orders/o-5/payments", 202, "{\"status\":\"PENDING\"}");
        PAYMENTS.stop();
        try {
            for (int i = 0; i < 3; i++) {
                assertProblem(pay(), 503, "unavailable");
            }
        } finally {
            PAYMENTS.start();
        }
        pay().then().statusCode(202);

        ORDERS.on("/api/orders/o-5", 200, "{}");
        ORDERS.stop();
        try {
            assertProblem(alice.calling().get("/api/orders/o-5"), 503, "unavailable");
        } finally {
            ORDERS.start();
        }
        alice.calling().get("/api/orders/o-5").then().statusCode(200);
    }

    @Test
    void aServiceThatSaysNothingIsUnavailable() {
        CountDownLatch tested = new CountDownLatch(1);
        ORDERS.on("/api/orders/o-10/cancellation", (exchange, call) -> tested.await());
        try {
            assertProblem(alice.calling().post("/api/orders/o-10/cancellation"), 503, "unavailable");
        } finally {
            tested.countDown();
        }
    }

    @Test
    void theTimeThatAConnectionWaitedInThePoolIsNotTakenFromItsNextCall() {
        ORDERS.on("/api/orders/o-11/cancellation", 202, "{}");
        alice.calling().post("/api/orders/o-11/cancellation").then().statusCode(202);
        // A call may take 2 s here; the connection has waited for most of that when the next one comes.
        Instant idleUntil = Instant.now().plusMillis(1_700);
        ORDERS.on("/api/orders/o-11/cancellation", (exchange, call) -> {
            await().until(() -> Instant.now().isAfter(idleUntil.plusMillis(1_000)));
            StubServer.send(exchange, 202, "{}");
        });
        await().until(() -> Instant.now().isAfter(idleUntil));
        alice.calling().post("/api/orders/o-11/cancellation").then().statusCode(202);
    }

    @Test
    void aServiceThatDoesNotAnswerIsLeftAloneUntilTheBreakerIsClosedByHandOrByAnswers() {
        ORDERS.on("/api/orders/o-12/cancellation", (exchange, call) -> exchange.close());
        for (int i = 0; i < 60; i++) {
            assertProblem(alice.calling().post("/api/orders/o-12/cancellation"), 503, "unavailable");
        }
        assertThat(ORDERS.calls("/api/orders/o-12/cancellation").size())
                .as("the last of them were not passed on")
                .isLessThan(60);
        operator()
                .get("/admin/circuit-breakers")
                .then()
                .body("circuitBreakers.find { it.name == 'payment-service' }.state", equalTo("CLOSED"));

        ORDERS.on("/api/orders/o-12/cancellation", 202, "{}");
        operator()
                .post("/admin/circuit-breakers/order-service/reset")
                .then()
                .statusCode(200)
                .body("state", equalTo("CLOSED"));
        alice.calling().post("/api/orders/o-12/cancellation").then().statusCode(202);
        assertProblem(operator().post("/admin/circuit-breakers/nobody/reset"), 404, "not-found");
        assertProblem(given().get("/admin/circuit-breakers"), 401, "unauthenticated");
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + StubServices.ADMIN_TOKEN);
    }

    @Test
    void aServiceThatHangsUpIsUnavailable() {
        ORDERS.on("/api/orders/o-6", (exchange, call) -> exchange.close());
        assertProblem(alice.calling().get("/api/orders/o-6"), 503, "unavailable");
    }

    @Test
    void aCallThatOnlyReadsIsMadeOnceMoreWhenItsConnectionBreaks() {
        hangUpAtFirst(ORDERS, "/api/orders/o-7", 1);
        alice.calling().get("/api/orders/o-7").then().statusCode(200).body("late", equalTo(true));
        assertThat(ORDERS.calls("/api/orders/o-7")).hasSize(2);
        assertThat(last(ORDERS, "/api/orders/o-7").header("X-User-Id")).isEqualTo(alice.userId());

        hangUpAtFirst(ORDERS, "/api/orders/o-8", 2);
        assertProblem(alice.calling().get("/api/orders/o-8"), 503, "unavailable");
        assertThat(ORDERS.calls("/api/orders/o-8")).hasSize(2);
    }

    @Test
    void aCallThatChangesSomethingIsNeverSentTwice() {
        hangUpAtFirst(ORDERS, "/api/orders/o-9/cancellation", 1);
        assertProblem(alice.calling().post("/api/orders/o-9/cancellation"), 503, "unavailable");
        assertThat(ORDERS.calls("/api/orders/o-9/cancellation")).hasSize(1);
    }

    @Test
    @Timeout(20)
    void anUpgradeIsAnsweredAsTheCallThatItIs() throws Exception {
        ORDERS.on("/api/orders/o-13", 200, "{\"orderId\":\"o-13\"}");
        try (Socket socket = call("GET /api/orders/o-13", "Connection: Upgrade", "Upgrade: websocket")) {
            StringBuilder answer = new StringBuilder();
            for (int next = 0;
                    next != '}' && next >= 0;
                    next = socket.getInputStream().read()) {
                answer.append((char) next);
            }
            assertThat(answer).contains("HTTP/1.1 200 OK", "{\"orderId\":\"o-13\"");
        }
        assertThat(last(ORDERS, "/api/orders/o-13").header("Upgrade")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/orders/o-14", "/api/orders/o-14/events"})
    @Timeout(60)
    void whoBreaksOffTheirCallsOpensNobodysBreaker(String path) throws Exception {
        CountDownLatch brokenOff = new CountDownLatch(1);
        ORDERS.on(path, (exchange, call) -> {
            brokenOff.await();
            StubServer.send(exchange, 200, "{}");
        });
        try {
            for (int i = 0; i < 60; i++) {
                call("GET " + path, "Content-Length: 1").close();
                Socket withoutBody = call("GET " + path);
                withoutBody.setSoLinger(true, 0);
                withoutBody.close();
            }
            ORDERS.on("/api/orders/o-15", 200, "{}");
            // The edge hears of the ends before it hears of this.
            for (int i = 0; i < 5; i++) {
                alice.calling().get("/api/orders/o-15").then().statusCode(200);
            }
        } finally {
            brokenOff.countDown();
        }
        operator()
                .get("/admin/circuit-breakers")
                .then()
                .body("circuitBreakers.find { it.name == 'order-service' }.state", equalTo("CLOSED"));
    }

    /** The head of a call, and nothing of a body. */
    private Socket call(String request, String... headers) throws IOException {
        Socket socket = new Socket(edge.getHost(), edge.getPort());
        socket.setSoTimeout(5_000);
        StringBuilder head = new StringBuilder(request).append(" HTTP/1.1\r\nHost: localhost\r\n");
        head.append("Authorization: Bearer ").append(alice.token()).append("\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private static void hangUpAtFirst(StubServer server, String path, int times) {
        AtomicInteger calls = new AtomicInteger();
        server.on(path, (exchange, call) -> {
            if (calls.incrementAndGet() <= times) {
                exchange.close();
            } else {
                StubServer.send(exchange, 200, "{\"late\":true}");
            }
        });
    }

    @Test
    void bodiesBeyondTheLimitAreRefused() {
        assertProblem(alice.calling().body("x".repeat(20_000)).post("/api/orders/o-1/payments"), 400, "invalid-request")
                .body("errors.field", equalTo(List.of("body")));
    }

    private io.restassured.response.Response pay() {
        return alice.calling()
                .contentType("application/json")
                .body("{\"method\":\"card\"}")
                .post("/api/orders/o-5/payments");
    }

    private static StubServer.Call last(StubServer server, String path) {
        return server.calls(path).get(server.calls(path).size() - 1);
    }
}
