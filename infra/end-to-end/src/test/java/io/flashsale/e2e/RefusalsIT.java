package io.flashsale.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

    private SystemUnderTest system;
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
        system = SystemUnderTest.shared();
        api = new Api(system);
        alice = Api.await(api.signIn("alice-" + NAME));
        bob = Api.await(api.signIn("bob-" + NAME));
        winner = Api.await(api.signIn("winner-" + NAME));
        openSale = api.openSale("RefusalsIT", 50, 2, 600);
        laterSale = api.call(
                        "POST",
                        "/admin/sales",
                        api.admin(),
                        Bodies.sale(Map.of("opensAt", Bodies.text(Instant.now().plusSeconds(900)))))
                .json()
                .get("id")
                .asText();
        api.awaitState(laterSale, "SCHEDULED");
        soldOutSale = api.openSale("RefusalsIT", 1, 1, 600);
        assertThat(api.buyOnce(winner, soldOutSale).status()).isEqualTo(202);
        alicesPass = Api.await(api.pass(alice, openSale));
        Answer bought = api.buyOnce(alice, openSale);
        assertThat(bought.status()).isEqualTo(202);
        alicesOrder = bought.json().get("orderId").asText();
        Waiting.until(
                "alice's order is booked", () -> status(alice, alicesOrder).equals("PENDING_PAYMENT"));
        api.awaitState(soldOutSale, "SOLD_OUT");
    }

    @AfterAll
    void leave() {
        api.close();
        if (system.isEmbedded()) {
            assertThat(api.repeats()).as("calls answered unavailable").isZero();
        }
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
        // The real one where it is known: nothing that a client sends may open these paths.
        headers.put("X-Service-Token", system.find("SERVICE_TOKEN").orElse("guessed"));
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
        Bodies.malformedSales()
                .forEach((what, body) -> tests.add(DynamicTest.dynamicTest(
                        "sale: " + what,
                        () -> invalid(api.call("POST", "/admin/sales", api.admin(), body), what.split(" ")[0]))));
        Bodies.malformedSessions()
                .forEach((what, body) -> tests.add(DynamicTest.dynamicTest(
                        "session: " + what,
                        () -> invalid(api.call("POST", "/api/session", Map.of(), body), what.split(" ")[0]))));
        Bodies.malformedBuys()
                .forEach((what, body) -> tests.add(DynamicTest.dynamicTest("buy: " + what, () -> {
                    Buyer buyer = Api.await(api.signIn("malformed-" + NAME));
                    Map<String, String> headers = new HashMap<>(Api.as(buyer));
                    headers.put("X-Purchase-Pass", Api.await(api.pass(buyer, openSale)));
                    invalid(api.call("POST", orders(openSale), headers, body), what.split(" ")[0]);
                })));
        Bodies.malformedPayments()
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
