package io.flashsale.payment.paying;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.flashsale.payment.rig.Database;
import io.flashsale.payment.rig.OrderServiceStub;
import io.flashsale.payment.rig.Pay;
import io.flashsale.payment.rig.TestOrder;
import io.flashsale.payment.rig.Topics;
import io.flashsale.testing.Contract;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "payments"))
@WithTestResource(OrderServiceStub.class)
class PaymentResourceTest {

    private static TestOrder payable() {
        TestOrder order = TestOrder.fresh();
        OrderServiceStub.knows(order);
        return order;
    }

    private static void awaitStatus(TestOrder order, String status) {
        await().atMost(10, SECONDS).untilAsserted(() -> assertThat(
                        Pay.ask(order.orderId()).jsonPath().getString("status"))
                .isEqualTo(status));
    }

    private static void awaitEvents(TestOrder order, String... types) {
        await().atMost(10, SECONDS)
                .untilAsserted(() -> assertThat(Topics.paymentEventTypes(order)).containsExactly(types));
        Topics.paymentEvents(order).forEach(event -> Contract.assertSatisfies("payment-event", event));
    }

    @Test
    void aGoodCardPaysTheOrder() {
        TestOrder order = payable();
        Response answer = Pay.with(Pay.GOOD_CARD, order);
        answer.then().statusCode(202).body("status", equalTo("PENDING"));
        assertThat(answer.jsonPath().getMap("")).containsOnlyKeys("paymentId", "status");
        awaitStatus(order, "SUCCEEDED");
        awaitEvents(order, "PaymentSucceeded");
        assertThat(Topics.tree(Topics.paymentEvents(order).get(0))
                        .path("paymentId")
                        .asText())
                .isEqualTo(answer.jsonPath().getString("paymentId"))
                .isEqualTo(Pay.ask(order.orderId()).jsonPath().getString("paymentId"));
    }

    @Test
    void theEventContinuesTheTraceOfTheRequest() {
        TestOrder order = payable();
        given().header("X-Service-Token", "test-service-token")
                .header("X-User-Id", order.buyerId())
                .header("Idempotency-Key", "traced")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .contentType(ContentType.JSON)
                .body(Pay.body(Pay.GOOD_CARD))
                .post("/api/orders/{id}/payments", order.orderId())
                .then()
                .statusCode(202);
        awaitEvents(order, "PaymentSucceeded");
        assertThat(Topics.tree(Topics.paymentEvents(order).get(0))
                        .path("traceparent")
                        .asText())
                .startsWith("00-0af7651916cd43dd8448eb211c80319c-");
    }

    @Test
    void aDeclinedCardFailsAndTheBuyerMayTryAnother() {
        TestOrder order = payable();
        Pay.with(Pay.DECLINED_CARD, order).then().statusCode(202);
        awaitStatus(order, "FAILED");
        Pay.with(Pay.GOOD_CARD, order).then().statusCode(202);
        awaitStatus(order, "SUCCEEDED");
        awaitEvents(order, "PaymentFailed", "PaymentSucceeded");
    }

    @Test
    void aChargeThatTimesOutIsFoundSucceededLater() {
        TestOrder order = payable();
        Pay.with(Pay.TIMING_OUT_CARD, order).then().statusCode(202);
        assertThat(Pay.ask(order.orderId()).jsonPath().getString("status")).isEqualTo("PENDING");
        awaitStatus(order, "SUCCEEDED");
        awaitEvents(order, "PaymentSucceeded");
    }

    @Test
    void theSameKeyWithTheSameBodyAlwaysGetsTheSameAnswer() {
        TestOrder order = payable();
        String first = Pay.post(order.orderId(), order.buyerId(), "key", Pay.body(Pay.GOOD_CARD))
                .asString();
        awaitStatus(order, "SUCCEEDED");
        Topics.send(order, "PAID", 2);
        await().until(() -> Database.orderStatus(order).equals("PAID"));
        Response again = Pay.post(order.orderId(), order.buyerId(), "key", Pay.body(Pay.GOOD_CARD));
        again.then().statusCode(202);
        assertThat(again.asString()).isEqualTo(first);
    }

    @Test
    void manyConcurrentRequestsWithOneKeyMakeOneAttemptAndGetOneAnswer() {
        TestOrder order = payable();
        List<Response> answers =
                concurrently(24, () -> Pay.post(order.orderId(), order.buyerId(), "one key", Pay.body(Pay.GOOD_CARD)));
        assertThat(answers).extracting(Response::statusCode).containsOnly(400);
        List<Response> good =
                concurrently(24, () -> Pay.post(order.orderId(), order.buyerId(), "one-key", Pay.body(Pay.GOOD_CARD)));
        assertThat(good).extracting(Response::statusCode).containsOnly(202);
        assertThat(good.stream().map(Response::asString).distinct()).hasSize(1);
        assertThat(attempts(order)).isEqualTo(1);
        awaitEvents(order, "PaymentSucceeded");
    }

    @Test
    void manyConcurrentKeysOnOneOrderMakeOneAttempt() {
        TestOrder order = payable();
        List<Response> answers = concurrently(24, () -> Pay.with(Pay.LATE_CARD, order));
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 202))
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 409))
                .hasSize(23);
        assertThat(attempts(order)).isEqualTo(1);
    }

    @Test
    void oneKeyRacingOverTwoOrdersPaysOnlyOne() {
        TestOrder one = payable();
        TestOrder other = one.sibling();
        OrderServiceStub.knows(other);
        List<Response> answers = concurrently(
                12,
                n -> Pay.post((n % 2 == 0 ? one : other).orderId(), one.buyerId(), "raced", Pay.body(Pay.GOOD_CARD)));
        assertThat(answers).extracting(Response::statusCode).containsOnly(202, 409);
        assertThat(attempts(one) + attempts(other)).isEqualTo(1);
    }

    @Test
    void theSameKeyWithAnotherBodyOrOrderIsAConflict() {
        TestOrder order = payable();
        TestOrder other = order.sibling();
        OrderServiceStub.knows(other);
        Pay.post(order.orderId(), order.buyerId(), "key", Pay.body(Pay.DECLINED_CARD))
                .then()
                .statusCode(202);
        assertConflict(Pay.post(order.orderId(), order.buyerId(), "key", Pay.body(Pay.GOOD_CARD)));
        assertConflict(Pay.post(other.orderId(), order.buyerId(), "key", Pay.body(Pay.DECLINED_CARD)));
        assertConflict(Pay.post(
                order.orderId(),
                order.buyerId(),
                "key",
                Pay.body(Pay.DECLINED_CARD).replace("Alice", "Bob")));
    }

    @Test
    void keysOfDifferentBuyersHaveNothingToDoWithEachOther() {
        TestOrder one = payable();
        TestOrder other = payable();
        Response first = Pay.post(one.orderId(), one.buyerId(), "shared", Pay.body(Pay.GOOD_CARD));
        Response second = Pay.post(other.orderId(), other.buyerId(), "shared", Pay.body(Pay.GOOD_CARD));
        assertThat(List.of(first, second)).extracting(Response::statusCode).containsOnly(202);
        assertThat(first.asString()).isNotEqualTo(second.asString());
    }

    @Test
    void aSecondKeyWhileAnAttemptIsPendingOrHasSucceededIsAConflict() {
        TestOrder pending = payable();
        Pay.with(Pay.LATE_CARD, pending).then().statusCode(202);
        assertConflict(Pay.with(Pay.GOOD_CARD, pending));
        TestOrder succeeded = payable();
        Pay.with(Pay.GOOD_CARD, succeeded).then().statusCode(202);
        awaitStatus(succeeded, "SUCCEEDED");
        assertConflict(Pay.with(Pay.GOOD_CARD, succeeded));
    }

    @ParameterizedTest
    @CsvSource({"PAID,2", "CANCELLED,2", "EXPIRED,2", "REJECTED,1"})
    void anOrderThatNeedsNoPaymentAnyMoreIsAConflict(String status, long version) {
        TestOrder order = TestOrder.fresh();
        Topics.send(order, status, version);
        await().until(() -> Database.orderStatus(order).equals(status));
        assertConflict(Pay.with(Pay.GOOD_CARD, order));
        assertThat(attempts(order)).isZero();
    }

    @Test
    void aQueuedOrderIsAConflictForItsBuyerAndUnknownToOthers() {
        TestOrder order = TestOrder.fresh();
        OrderServiceStub.knowsQueued(order);
        assertConflict(Pay.with(Pay.GOOD_CARD, order));
        assertNotFound(Pay.post(order.orderId(), "somebody", "key", Pay.body(Pay.GOOD_CARD)));
    }

    @Test
    void anUnknownOrderAndSomebodyElsesLookTheSame() {
        TestOrder order = payable();
        String foreign = assertNotFound(Pay.post(order.orderId(), "somebody", "k1", Pay.body(Pay.GOOD_CARD)));
        Database.plantOrder(order);
        String recorded = assertNotFound(Pay.post(order.orderId(), "somebody", "k1", Pay.body(Pay.GOOD_CARD)));
        String unknown = assertNotFound(Pay.post("none-1-1", "somebody", "k2", Pay.body(Pay.GOOD_CARD)));
        assertThat(List.of(foreign, recorded)).containsOnly(unknown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ünbekannt-1-1", "'; DROP TABLE outbox; --", "a b"})
    void anImpossibleOrderIdIsNotFound(String orderId) {
        assertNotFound(Pay.post(orderId, "somebody", "key", Pay.body(Pay.GOOD_CARD)));
        assertNotFound(Pay.post("x".repeat(500), "somebody", "key", Pay.body(Pay.GOOD_CARD)));
        Pay.ask(orderId).then().statusCode(404).body("type", equalTo("/problems/not-found"));
    }

    @Test
    void anOrderNobodyCanBeAskedAboutIsUnavailable() {
        TestOrder order = TestOrder.fresh();
        OrderServiceStub.failsOn(order);
        Pay.with(Pay.GOOD_CARD, order)
                .then()
                .statusCode(503)
                .header("Retry-After", "1")
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/unavailable"));
    }

    @Test
    void demandsTheServiceTokenAndABuyer() {
        given().header("X-User-Id", "alice")
                .contentType(ContentType.JSON)
                .body(Pay.body(Pay.GOOD_CARD))
                .post("/api/orders/x-1-1/payments")
                .then()
                .statusCode(401)
                .body("type", equalTo("/problems/unauthenticated"));
        given().get("/internal/orders/x-1-1/payment").then().statusCode(401);
        given().header("X-Service-Token", "test-service-token")
                .header("Idempotency-Key", "key")
                .contentType(ContentType.JSON)
                .body(Pay.body(Pay.GOOD_CARD))
                .post("/api/orders/x-1-1/payments")
                .then()
                .statusCode(401)
                .body("type", equalTo("/problems/unauthenticated"));
    }

    @Test
    void namesTheHeaderWhenTheKeyIsMissing() {
        given().header("X-Service-Token", "test-service-token")
                .header("X-User-Id", "alice")
                .contentType(ContentType.JSON)
                .body(Pay.body(Pay.GOOD_CARD))
                .post("/api/orders/x-1-1/payments")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-request"))
                .body("errors.field", contains("Idempotency-Key"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "method|{\"method\":\"cash\",\"cardNumber\":\"4242424242424242\",\"holder\":\"A\"}",
                "method|{\"cardNumber\":\"4242424242424242\",\"holder\":\"A\"}",
                "method|{\"method\":true,\"cardNumber\":\"4242424242424242\",\"holder\":\"A\"}",
                "cardNumber|{\"method\":\"card\",\"cardNumber\":4242424242424242,\"holder\":\"A\"}",
                "cardNumber|{\"method\":\"card\",\"cardNumber\":\"4242424242424241\",\"holder\":\"A\"}",
                "cardNumber|{\"method\":\"card\",\"cardNumber\":[\"4\"],\"holder\":\"A\"}",
                "cardNumber|{\"method\":\"card\",\"holder\":\"A\"}",
                "holder|{\"method\":\"card\",\"cardNumber\":\"4242424242424242\",\"holder\":\"\"}",
                "holder|{\"method\":\"card\",\"cardNumber\":\"4242424242424242\",\"holder\":{}}",
                "holder|{\"method\":\"card\",\"cardNumber\":\"4242424242424242\"}",
                "cvc|{\"method\":\"card\",\"cardNumber\":\"4242424242424242\",\"holder\":\"A\",\"cvc\":\"1\"}",
                "body|{\"method\":\"card\"",
                "body|[]",
                "body|null",
                "body|7",
            })
    void namesTheFieldOfAMalformedBody(String field, String body) {
        Pay.post("x-1-1", "alice", "key", body)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/invalid-request"))
                .body("errors.field", hasItem(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"method\":\"card\",\"cardNumber\":\"4242424242424242\",\"holder\":\"A\"} {}"})
    void refusesABodyThatIsNotOneObject(String body) {
        Pay.post("x-1-1", "alice", "key", body)
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-request"));
    }

    @Test
    void refusesAnythingButJson() {
        given().header("X-Service-Token", "test-service-token")
                .header("X-User-Id", "alice")
                .header("Idempotency-Key", "key")
                .contentType(ContentType.TEXT)
                .body("card")
                .post("/api/orders/x-1-1/payments")
                .then()
                .statusCode(415);
        Pay.post("x-1-1", "alice", "key", Pay.body("4".repeat(20_000))).then().statusCode(413);
    }

    @Test
    void keepsNeitherCardNumberNorHolder() {
        TestOrder order = payable();
        Pay.with(Pay.GOOD_CARD, order).then().statusCode(202);
        awaitEvents(order, "PaymentSucceeded");
        assertThat(Database.value(
                        "SELECT CONCAT_WS('/', card_brand, card_last_four) FROM payment_attempts WHERE order_id = ?",
                        order.orderId()))
                .contains("visa/4242");
        assertThat(Database.value("SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = DATABASE()"
                        + " AND (column_name LIKE '%holder%' OR column_name LIKE '%card_number%')"))
                .contains("0");
        assertThat(Topics.paymentEvents(order).toString())
                .doesNotContain("4242")
                .doesNotContain("Alice");
    }

    @Test
    void thereIsNoPaymentOfAnOrderNobodyPaid() {
        Pay.ask("none-1-1").then().statusCode(404).body("type", equalTo("/problems/not-found"));
    }

    @Test
    void tellsItsHealthAndMeasures() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("flashsale_outbox_entries"))
                .body(containsString("flashsale_outbox_oldest_age_seconds"))
                .body(containsString("flashsale_backlog_oldest_age_seconds{channel=\"orders\""))
                .body(containsString("flashsale_circuit_breaker_open{breaker=\"card-provider\""))
                .body(containsString("flashsale_charges_in_flight"));
    }

    private static void assertConflict(Response answer) {
        answer.then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/conflict"));
    }

    private static String assertNotFound(Response answer) {
        answer.then().statusCode(404).body("type", equalTo("/problems/not-found"));
        return answer.asString();
    }

    private static int attempts(TestOrder order) {
        return Integer.parseInt(
                Database.value("SELECT COUNT(*) FROM payment_attempts WHERE order_id = ?", order.orderId())
                        .orElseThrow());
    }

    private static List<Response> concurrently(int times, Callable<Response> call) {
        return concurrently(times, n -> call.call());
    }

    private interface NumberedCall {
        Response call(int number) throws Exception;
    }

    private static List<Response> concurrently(int times, NumberedCall call) {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Callable<Response>> calls = IntStream.range(0, times)
                    .<Callable<Response>>mapToObj(number -> () -> call.call(number))
                    .toList();
            List<Response> answers = new java.util.ArrayList<>();
            for (Future<Response> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdown();
        }
    }
}
