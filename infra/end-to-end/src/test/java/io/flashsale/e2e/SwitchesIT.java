package io.flashsale.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.flashsale.e2e.Api.Buyer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Two edges of one system: what is switched, and what comes back on sale, both know within 200 ms; a feed that stands still
 * leaves what was switched in force; overload flips a switch and calm flips it back.
 *
 * <p>What an edge makes of a sale is asked with clicks of nobody: they are told "sold out" before they are asked who they
 * are, and take nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SwitchesIT {

    private static final Duration IN_FORCE_WITHIN = Duration.ofMillis(200);
    /** Odd, so that there is a middle one. A single flip may meet a machine that does something else for a moment. */
    private static final int FLIPS = 11;

    /** What the second edge bears without news of a sale. The first one bears what is shipped. */
    private static final String SHORT_SILENCE = "10s";

    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);

    private SystemUnderTest system;
    private SecondEdge secondEdge;
    private Api api;
    private List<Api> edges;

    @BeforeAll
    void startAnotherEdge() {
        system = SystemUnderTest.shared();
        assumeTrue(system.isEmbedded(), "Skipped: behind a balancer nobody knows which edge answers");
        api = new Api(system);
        secondEdge = new SecondEdge(system, Map.of("FLASHSALE_ADMISSION_LONGEST_SILENCE", SHORT_SILENCE));
        edges = List.of(api, new Api(secondEdge.asSystem()));
    }

    @AfterEach
    void flipBack() {
        flip("sold-out", "null");
        flip("admission", "null");
    }

    @AfterAll
    void stop() {
        if (edges != null) {
            edges.forEach(Api::close);
            secondEdge.close();
        }
    }

    @Test
    void aFlipIsInForceAtBothEdgesAtOnceAndSoIsItsReturn() {
        String saleId = openAtBoth(10);
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < FLIPS; i++) {
            boolean on = i % 2 == 0;
            String name = i % 4 < 2 ? "sold-out" : "sold-out:" + saleId;
            flip(name, on ? "\"on\"" : "null");
            times.add(timeUntilBothSay(saleId, on ? "sold-out" : "unauthenticated"));
        }
        assertQuick("flips of a switch", times);
    }

    @Test
    void whatComesBackOnSaleIsOnSaleAtBothEdgesAtOnce() {
        String saleId = openAtBoth(1);
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < FLIPS; i++) {
            Buyer buyer = Api.await(api.signIn("returns-" + RUN + "-" + i));
            Answer bought = api.buyOnce(buyer, saleId);
            assertThat(bought.status()).as("%s", bought).isEqualTo(202);
            String orderId = bought.json().get("orderId").asText();
            Waiting.until("the order is booked", () -> Api.await(api.order(buyer, orderId))
                    .json()
                    .path("status")
                    .asText()
                    .equals("PENDING_PAYMENT"));
            timeUntilBothSay(saleId, "sold-out");
            assertThat(Api.await(api.cancel(buyer, orderId)).status()).isEqualTo(202);
            // From the cancellation, hence with the way of its event through Kafka and the release in Redis.
            times.add(timeUntilBothSay(saleId, "unauthenticated"));
        }
        assertQuick("returns of stock, from the cancellation's answer", times);
    }

    @Test
    void whoHasAnOrderIsToldItThoughTheSaleIsSwitchedOff() {
        String saleId = openAtBoth(10);
        Buyer alice = Api.await(api.signIn("switched-" + RUN));
        String orderId = api.buyOnce(alice, saleId).json().get("orderId").asText();
        flip("sold-out:" + saleId, "\"on\"");
        timeUntilBothSay(saleId, "sold-out");
        assertThat(api.buyOnce(alice, saleId).json().path("orderId").asText()).isEqualTo(orderId);
        Buyer bob = Api.await(api.signIn("late-" + RUN));
        assertThat(api.buyOnce(bob, saleId).json().path("final").asBoolean(true))
                .as("for now")
                .isFalse();
    }

    @Test
    void switchesSurviveTheEndOfBothEdges() {
        String saleId = openAtBoth(10);
        flip("sold-out:" + saleId, "\"on\"");
        timeUntilBothSay(saleId, "sold-out");
        system.processes().kill("edge-filter");
        SecondEdge.awaitReady(system);
        secondEdge.restart();
        for (Api edge : edges) {
            assertThat(click(edge, saleId))
                    .as("the first click on an edge that is ready")
                    .isEqualTo("sold-out");
        }
        flip("sold-out:" + saleId, "null");
        timeUntilBothSay(saleId, "unauthenticated");
    }

    @Test
    void aFeedThatStandsStillLeavesSwitchesInForceAndHealsByItself() {
        String stopped = openAtBoth(10);
        String other = openAtBoth(10);
        flip("sold-out:" + stopped, "\"on\"");
        timeUntilBothSay(stopped, "sold-out");
        system.processes().signal("kafka", "STOP");
        try {
            flip("sold-out:" + other, "\"on\"");
            for (Api edge : edges) {
                assertThat(click(edge, stopped)).as("what was heard last").isEqualTo("sold-out");
                assertThat(click(edge, other)).as("nobody could be told").isEqualTo("unauthenticated");
            }
        } finally {
            system.processes().signal("kafka", "CONT");
        }
        Waiting.until("both edges hear of what was flipped meanwhile", () -> edges.stream()
                .allMatch(edge -> click(edge, other).equals("sold-out")));
        assertThat(edges).allMatch(edge -> click(edge, stopped).equals("sold-out"));
    }

    @Test
    void anEdgeThatHearsNothingOfASaleForTooLongSaysSoldOutUntilItHearsAgain() {
        String saleId = openAtBoth(10);
        Api patient = edges.get(0);
        Api impatient = edges.get(1);
        system.processes().signal("kafka", "STOP");
        try {
            Waiting.until("the second edge has lost its feed", () -> click(impatient, saleId)
                    .equals("sold-out"));
            assertThat(click(patient, saleId)).as("within its bound").isEqualTo("unauthenticated");
        } finally {
            system.processes().signal("kafka", "CONT");
        }
        Waiting.until("it hears again", () -> click(impatient, saleId).equals("unauthenticated"));
        assertThat(funnelOf(impatient, saleId).path("dropped").path("feed_lost").asInt())
                .isPositive();
    }

    /** The reports are made up: which edge is overloaded, and how it finds out, are matters of their own. */
    @Test
    void overloadLowersTheLineOfAllSalesAndCalmPutsItBack() {
        String inventory = system.demand("INVENTORY_SERVICE_URL");
        String token = system.demand("SERVICE_TOKEN");
        try (PatientClient edge = new PatientClient(Duration.ofSeconds(5))) {
            Awaitility.await("degradation is entered")
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(150))
                    .until(() -> {
                        Api.await(
                                edge.send(
                                        "POST",
                                        inventory + "/internal/edges/made-up/load",
                                        Map.of("X-Service-Token", token, "Content-Type", "application/json"),
                                        "{\"millis\":250,\"clicks\":5000,\"overloaded\":4000,\"letIn\":1000,\"underWay\":1000}"));
                        return admission().path("value").asText().equals("0.5");
                    });
        }
        assertThat(admission().path("who").asText()).isEqualTo("rule:edges-overloaded");
        JsonNode back = Waiting.until("degradation is left", this::admission, found -> found.path("value")
                .asText()
                .equals("auto"));
        assertThat(back.path("automatic").asBoolean()).isTrue();
        assertThat(back.path("history").get(0).path("value").isNull()).isTrue();
        assertThat(back.path("history").get(1).path("value").asText()).isIn("0.5", "0.25");
    }

    @Test
    void aStaleVersionIsRefused() {
        String name = "sold-out:" + openAtBoth(1);
        assertThat(put(name, "\"on\"", "0").status()).isEqualTo(200);
        Answer stale = put(name, "null", "0");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.json().path("version").asInt()).isEqualTo(1);
        assertThat(put(name, "null", "1").headers().get("etag")).isEqualTo("\"2\"");
        assertThat(put("filter:identity", "\"off\"", "0").status()).isEqualTo(400);
    }

    private static JsonNode funnelOf(Api edge, String saleId) {
        return edge.call("GET", "/admin/funnel/" + saleId, edge.admin(), null).json();
    }

    private JsonNode admission() {
        JsonNode switches =
                api.call("GET", "/admin/switches", api.admin(), null).json().path("switches");
        for (JsonNode each : switches) {
            if (each.path("name").asText().equals("admission")) {
                return each;
            }
        }
        throw new AssertionError("No switch of the line: " + switches);
    }

    private String openAtBoth(int stock) {
        String saleId = api.openSale("SwitchesIT", stock, 1, 600);
        timeUntilBothSay(saleId, "unauthenticated");
        return saleId;
    }

    private void flip(String name, String value) {
        Answer answer = put(name, value, null);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    private Answer put(String name, String value, String version) {
        Map<String, String> headers = new HashMap<>(api.admin());
        if (version != null) {
            headers.put("If-Match", version);
        }
        return api.call(
                "PUT", "/admin/switches/" + name, headers, "{\"value\":" + value + ",\"reason\":\"SwitchesIT\"}");
    }

    private Duration timeUntilBothSay(String saleId, String type) {
        long begun = System.nanoTime();
        Awaitility.await("both edges say " + type)
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> edges.stream().allMatch(edge -> click(edge, saleId).equals(type)));
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** What an edge tells nobody's click. */
    private static String click(Api edge, String saleId) {
        String type = edge.call("POST", "/api/sales/" + saleId + "/orders", Map.of(), null)
                .json()
                .path("type")
                .asText();
        return type.substring(type.lastIndexOf('/') + 1);
    }

    private static void assertQuick(String what, List<Duration> times) {
        List<Duration> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        List<Long> millis = sorted.stream().map(Duration::toMillis).toList();
        System.out.printf("%s, until both edges know: %s ms%n", what, millis);
        assertThat(sorted.get(sorted.size() / 2)).as("%s: %s ms", what, millis).isLessThan(IN_FORCE_WITHIN);
    }
}
