package io.flashsale.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flashsale.e2e.Api.Answer;
import io.flashsale.e2e.Api.Buyer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every refusal of the contract, and what the edge makes of requests that are simply wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalsIT {

    private static final String NAME = UUID.randomUUID().toString().substring(0, 8);

    private Api api;
    private String openSale;
    private String laterSale;
    private String soldOutSale;
    private Buyer alice;
    private Buyer bob;
    private String alicesOrder;
    private String alicesPass;
    private Buyer winner;

    @BeforeAll
    void prepare() {
        api = new Api(RunningSystem.shared());
        alice = Api.await(api.signIn("alice-" + NAME));
        bob = Api.await(api.signIn("bob-" + NAME));
        winner = Api.await(api.signIn("winner-" + NAME));
        openSale = api.openSale("RefusalsIT", 50, 2, 600);
        laterSale = api.call(
                        "POST",
                        "/admin/sales",
                        api.admin(),
                        sale(Map.of("opensAt", text(Instant.now().plusSeconds(900)))))
                .json()
                .get("id")
                .asText();
        soldOutSale = api.openSale("RefusalsIT", 1, 1, 600);
        assertThat(api.buyOnce(winner, soldOutSale).status()).isEqualTo(202);
        alicesPass = Api.await(api.pass(alice, openSale));
        Answer bought = api.buyOnce(alice, openSale);
        assertThat(bought.status()).isEqualTo(202);
        alicesOrder = bought.json().get("orderId").asText();
        Waiting.until(
                "alice's order is booked", () -> status(alice, alicesOrder).equals("PENDING_PAYMENT"));
        Waiting.until("the edge knows of the sold-out sale", () -> api.saleState(soldOutSale)
                .equals("SOLD_OUT"));
    }

    @AfterAll
    void leave() {
        api.close();
    }

    private String status(Buyer buyer, String orderId) {
        return Api.await(api.order(buyer, orderId)).json().path("status").asText();
    }

    @Test
    void soldOutSaysWhetherItIsFinal() {
        JsonNode problem = refused(api.buyOnce(bob, soldOutSale), 409, "sold-out");
        assertThat(problem.get("final").asBoolean()).isFalse();

        String order = Api.await(api.pass(winner, soldOutSale).compose(pass -> api.buy(winner, soldOutSale, pass)))
                .json()
                .path("orderId")
                .asText();
        assertThat(order)
                .as("the winner's repeated click answers the same order")
                .startsWith(soldOutSale);
        assertThat(Api.await(api.pay(winner, order, "4242424242424242", "w-" + NAME))
                        .status())
                .isEqualTo(202);
        Waiting.until("the last unit is paid for good", () -> {
            Answer answer = api.buyOnce(bob, soldOutSale);
            return answer.status() == 409 && answer.json().get("final").asBoolean();
        });
    }

    @Test
    void saleNotOpenSaysWhenItOpens() {
        Answer pass = api.call("POST", "/api/sales/" + laterSale + "/pass", Api.as(alice), null);
        assertThat(Instant.parse(
                        refused(pass, 409, "sale-not-open").get("opensAt").asText()))
                .isAfter(Instant.now());
        Answer buy = api.call("POST", "/api/sales/" + laterSale + "/orders", Api.as(alice), null);
        assertThat(refused(buy, 409, "sale-not-open").has("opensAt")).isTrue();
    }

    @Test
    void passIsRequiredAndBoundToBuyerAndSale() {
        refused(api.call("POST", orders(openSale), Api.as(bob), null), 403, "pass-required");
        refused(buyWith(bob, alicesPass), 403, "pass-invalid");
        refused(buyWith(bob, alicesPass + "x"), 403, "pass-invalid");
        refused(buyWith(bob, "nonsense"), 403, "pass-invalid");
        String otherSalesPass = Api.await(api.pass(bob, soldOutSale));
        refused(buyWith(bob, otherSalesPass), 403, "pass-invalid");
    }

    private Answer buyWith(Buyer buyer, String pass) {
        return Api.await(api.buy(buyer, openSale, pass));
    }

    @Test
    void strangersAreAskedToSignIn() {
        List<Answer> answers = new ArrayList<>();
        for (String token :
                List.of("", "Bearer nonsense", "Bearer " + alice.token() + "x", "Bearer s1.alice.9999999999.x")) {
            Map<String, String> headers = token.isEmpty() ? Map.of() : Map.of("Authorization", token);
            answers.add(api.call("GET", "/api/orders", headers, null));
            answers.add(api.call("GET", "/api/orders/" + alicesOrder, headers, null));
            answers.add(api.call("POST", orders(openSale), headers, null));
            answers.add(api.call("POST", "/api/sales/" + openSale + "/pass", headers, null));
            answers.add(api.call("GET", "/admin/sales/" + openSale + "/ledger", headers, null));
        }
        answers.forEach(answer -> refused(answer, 401, "unauthenticated"));
    }

    @Test
    void buyersAreNoOperators() {
        refused(api.call("GET", "/admin/sales/" + openSale + "/ledger", Api.as(alice), null), 403, "forbidden");
        refused(api.call("POST", "/admin/sales", Api.as(alice), "{}"), 403, "forbidden");
    }

    @Test
    void somebodyElsesOrderIsNotFound() {
        refused(Api.await(api.order(bob, alicesOrder)), 404, "not-found");
        refused(Api.await(api.cancel(bob, alicesOrder)), 404, "not-found");
        refused(Api.await(api.pay(bob, alicesOrder, "4242424242424242", "k-" + NAME)), 404, "not-found");
        refused(api.call("GET", "/api/orders/" + alicesOrder + "/events", Api.as(bob), null), 404, "not-found");
    }

    @Test
    void clientsCannotSpeakAsServices() {
        Map<String, String> headers = new HashMap<>(Api.as(bob));
        headers.put("X-User-Id", alice.userId());
        headers.put("X-Service-Token", RunningSystem.shared().env("SERVICE_TOKEN"));
        refused(api.call("GET", "/api/orders/" + alicesOrder, headers, null), 404, "not-found");
        refused(api.call("GET", "/internal/sales/" + openSale + "/ledger", headers, null), 404, "not-found");
        refused(
                api.call("POST", "/internal/sales/" + openSale + "/reservations", headers, "{\"clicks\":[]}"),
                404,
                "not-found");
    }

    @Test
    void conflictsAreCalledSo() {
        Buyer payer = Api.await(api.signIn("payer-" + NAME));
        String order = api.buyOnce(payer, openSale).json().get("orderId").asText();
        Waiting.until("the order is booked", () -> status(payer, order).equals("PENDING_PAYMENT"));
        String key = "pay-" + NAME;
        Answer first = Api.await(api.pay(payer, order, "4242424242424242", key));
        Answer repeated = Api.await(api.pay(payer, order, "4242424242424242", key));
        assertThat(first.status()).isEqualTo(202);
        assertThat(repeated.status()).isEqualTo(202);
        assertThat(repeated.json()).isEqualTo(first.json());
        refused(Api.await(api.pay(payer, order, "4000000000000002", key)), 409, "conflict");
        refused(Api.await(api.pay(payer, order, "4242424242424242", key + "-2")), 409, "conflict");
        Waiting.until("the order is paid", () -> status(payer, order).equals("PAID"));
        refused(Api.await(api.cancel(payer, order)), 409, "conflict");
    }

    @Test
    void cancellingTwiceIsAcceptedAndFreesTheBuyer() {
        Buyer undecided = Api.await(api.signIn("undecided-" + NAME));
        String order = api.buyOnce(undecided, openSale).json().get("orderId").asText();
        Waiting.until("the order is booked", () -> status(undecided, order).equals("PENDING_PAYMENT"));
        assertThat(Api.await(api.cancel(undecided, order)).status()).isEqualTo(202);
        assertThat(Api.await(api.cancel(undecided, order)).status()).isEqualTo(202);
        Waiting.until("a new order is had", () -> !api.buyOnce(undecided, openSale)
                .json()
                .path("orderId")
                .asText(order)
                .equals(order));
    }

    @TestFactory
    Stream<DynamicTest> malformedRequestsNameTheirField() {
        List<DynamicTest> tests = new ArrayList<>();
        malformedSales()
                .forEach((what, body) -> tests.add(DynamicTest.dynamicTest(
                        "sale: " + what,
                        () -> invalid(api.call("POST", "/admin/sales", api.admin(), body), what.split(" ")[0]))));
        malformedSessions()
                .forEach((what, body) -> tests.add(DynamicTest.dynamicTest(
                        "session: " + what,
                        () -> invalid(api.call("POST", "/api/session", Map.of(), body), what.split(" ")[0]))));
        malformedBuys()
                .forEach((what, body) -> tests.add(DynamicTest.dynamicTest("buy: " + what, () -> {
                    Buyer buyer = Api.await(api.signIn("malformed-" + NAME));
                    Map<String, String> headers = new HashMap<>(Api.as(buyer));
                    headers.put("X-Purchase-Pass", Api.await(api.pass(buyer, openSale)));
                    invalid(api.call("POST", orders(openSale), headers, body), what.split(" ")[0]);
                })));
        malformedPayments()
                .forEach((what, body) -> tests.add(DynamicTest.dynamicTest("payment: " + what, () -> {
                    Map<String, String> headers = new HashMap<>(Api.as(alice));
                    headers.put("Content-Type", "application/json");
                    if (!what.startsWith("Idempotency-Key")) {
                        headers.put("Idempotency-Key", "m-" + NAME);
                    }
                    invalid(
                            api.call("POST", "/api/orders/" + alicesOrder + "/payments", headers, body),
                            what.split(" ")[0]);
                })));
        for (String query : List.of("limit=0", "limit=-1", "limit=many", "limit=100000", "cursor=%00nonsense")) {
            tests.add(DynamicTest.dynamicTest(
                    "orders: " + query,
                    () -> invalid(api.call("GET", "/api/orders?" + query, Api.as(alice), null), query.split("=")[0])));
        }
        for (String path : List.of(
                "/api/sales/nosuchsale",
                "/api/orders/nosuchsale-1-1",
                "/api/orders/" + "x".repeat(200),
                "/api/orders/..%2f..%2finternal",
                "/api/orders/%27%3B--",
                "/api/nothing",
                "/admin/sales/nosuchsale/ledger",
                "/admin/nothing",
                "/internal/orders/" + alicesOrder)) {
            tests.add(DynamicTest.dynamicTest("unknown: " + path, () -> {
                Map<String, String> headers = path.startsWith("/admin") ? api.admin() : Api.as(alice);
                refused(api.call("GET", path, headers, null), 404, "not-found");
            }));
        }
        return tests.stream();
    }

    private static Map<String, String> malformedSales() {
        Map<String, String> bodies = new HashMap<>();
        bodies.put("body broken JSON", "{\"title\":");
        bodies.put("body an array", "[]");
        bodies.put("title missing", sale(nulled("title")));
        bodies.put("title too long", sale(Map.of("title", "\"" + "x".repeat(201) + "\"")));
        bodies.put("title a number", sale(Map.of("title", "7")));
        bodies.put("stock negative", sale(Map.of("stock", "-5")));
        bodies.put("stock zero", sale(Map.of("stock", "0")));
        bodies.put("stock a text", sale(Map.of("stock", "\"many\"")));
        bodies.put("stock a fraction", sale(Map.of("stock", "1.5")));
        bodies.put("stock enormous", sale(Map.of("stock", "99999999999999999999")));
        bodies.put("priceMinor negative", sale(Map.of("priceMinor", "-1")));
        bodies.put("currency unknown", sale(Map.of("currency", "\"XYZW\"")));
        bodies.put("opensAt missing", sale(nulled("opensAt")));
        bodies.put("opensAt no time", sale(Map.of("opensAt", "\"tomorrow\"")));
        bodies.put(
                "closesAt before opening",
                sale(Map.of("closesAt", text(Instant.now().minusSeconds(3_600)))));
        bodies.put("perUserLimit zero", sale(Map.of("perUserLimit", "0")));
        bodies.put("holdSeconds negative", sale(Map.of("holdSeconds", "-1")));
        bodies.put("mode unknown", sale(Map.of("mode", "\"free\"")));
        bodies.put("mode out of range", sale(Map.of("mode", "\"fixed:1.5\"")));
        return bodies;
    }

    private static Map<String, String> malformedSessions() {
        return Map.of(
                "body broken JSON", "{\"user\"",
                "user missing", "{}",
                "user a number", "{\"user\":7}",
                "user blank", "{\"user\":\"  \"}",
                "user too long", "{\"user\":\"" + "u".repeat(65) + "\"}",
                "user with a control character", "{\"user\":\"a\\u0000b\"}");
    }

    private static Map<String, String> malformedBuys() {
        return Map.of(
                "body broken JSON", "{\"quantity\":",
                "body a number", "7",
                "quantity zero", "{\"quantity\":0}",
                "quantity negative", "{\"quantity\":-1}",
                "quantity above the limit", "{\"quantity\":3}",
                "quantity a text", "{\"quantity\":\"1\"}",
                "quantity a fraction", "{\"quantity\":1.5}",
                "quantity null", "{\"quantity\":null}",
                "quantity enormous", "{\"quantity\":99999999999}");
    }

    private static Map<String, String> malformedPayments() {
        String good = "{\"method\":\"card\",\"cardNumber\":\"4242424242424242\",\"holder\":\"A\"}";
        return Map.of(
                "body broken JSON", "{\"method\":",
                "Idempotency-Key missing", good,
                "method unknown", good.replace("\"card\"", "\"cash\""),
                "cardNumber letters", good.replace("4242424242424242", "4242-4242"),
                "cardNumber a number", good.replace("\"4242424242424242\"", "4242424242424242"),
                "cardNumber too long", good.replace("4242424242424242", "4".repeat(40)),
                "holder missing", good.replace(",\"holder\":\"A\"", ""),
                "holder too long", good.replace("\"A\"", "\"" + "h".repeat(500) + "\""));
    }

    private static Map<String, String> nulled(String field) {
        Map<String, String> change = new HashMap<>();
        change.put(field, "null");
        return change;
    }

    private static String sale(Map<String, String> changes) {
        Map<String, String> fields = new HashMap<>();
        fields.put("title", "\"Refusals\"");
        fields.put("priceMinor", "100");
        fields.put("currency", "\"EUR\"");
        fields.put("stock", "10");
        fields.put("opensAt", text(Instant.now()));
        fields.put("closesAt", text(Instant.now().plusSeconds(1_800)));
        fields.put("perUserLimit", "1");
        fields.put("holdSeconds", "60");
        fields.put("mode", "\"open\"");
        fields.putAll(changes);
        List<String> members = new ArrayList<>();
        fields.forEach((name, value) -> members.add("\"" + name + "\":" + value));
        return "{" + String.join(",", members) + "}";
    }

    private static String text(Instant time) {
        return "\"" + time + "\"";
    }

    private static String orders(String saleId) {
        return "/api/sales/" + saleId + "/orders";
    }

    private static void invalid(Answer answer, String field) {
        JsonNode problem = refused(answer, 400, "invalid-request");
        List<String> fields = new ArrayList<>();
        problem.get("errors").forEach(error -> fields.add(error.get("field").asText()));
        assertThat(fields).as("%s", answer).contains(field);
    }

    private static JsonNode refused(Answer answer, int status, String type) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.headers().get("content-type")).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("type").asText()).isEqualTo("/problems/" + type);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(answer.text()).doesNotContain("Exception", "io.flashsale", "\tat ");
        return problem;
    }
}
