package io.flashsale.edge.drawing;

import static io.flashsale.edge.rig.Edge.assertProblem;
import static io.flashsale.edge.rig.StubServices.INVENTORY;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flashsale.edge.Sale;
import io.flashsale.edge.rig.Edge;
import io.flashsale.edge.rig.Edge.Buyer;
import io.flashsale.edge.rig.StubServer;
import io.flashsale.edge.rig.StubServices;
import io.flashsale.edge.rig.TestSale;
import io.flashsale.lottery.Ranks;
import io.flashsale.testing.Contract;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(StubServices.class)
class LotteryRouteTest {

    private final TestSale told = TestSale.ofItsOwn().mode("lottery");
    private Sale sale;
    private Entries entries;
    private Ranks ranks;

    @BeforeEach
    void openASale() {
        sale = Edge.tell(told);
        entries = new Entries(sale.saleId());
        ranks = Ranks.of(sale.saleId(), TestSale.RANK_KEY);
    }

    private void raise(String line) {
        Edge.publish("flashsale.lines.v1", sale.saleId(), entries.next(line));
        Awaitility.await("the edge hears of the line")
                .until(() -> given().get("/api/sales/{id}/fairness", sale.saleId())
                                .<Number>path("line")
                                .doubleValue()
                        == Double.parseDouble(line));
    }

    @Test
    void theEdgeIsReadyWhenItHasReadTheLines() {
        Awaitility.await().until(() -> given().get("/q/health/ready").statusCode() == 200);

        given().get("/q/health/ready")
                .then()
                .body("checks.find { it.name == 'Lines heard of' }.data.caughtUp", equalTo(true));
    }

    private void inventoryReserves() {
        INVENTORY.on("/internal/sales/" + sale.saleId() + "/reservations", (exchange, call) -> {
            int clicks = new JsonObject(call.body()).getJsonArray("clicks").size();
            List<String> answers = new ArrayList<>();
            for (int i = 0; i < clicks; i++) {
                answers.add("{\"outcome\":\"RESERVED\",\"orderId\":\"%s-1-1\",\"quantity\":1,\"status\":\"QUEUED\"}"
                        .formatted(sale.saleId()));
            }
            StubServer.send(exchange, 200, "{\"answers\":[" + String.join(",", answers) + "]}");
        });
    }

    private double rank(Buyer buyer) {
        return Ranks.rank(ranks.draw(buyer.userId()));
    }

    private Buyer buyerBetween(double above, double upTo) {
        return java.util.stream.Stream.generate(Edge::newBuyer)
                .filter(buyer -> rank(buyer) > above && rank(buyer) <= upTo)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoIsNotDrawnYetIsToldSoldOutForNowAndGetsInWhenTheLineRises() {
        inventoryReserves();
        Buyer early = buyerBetween(0, 0.5);
        Buyer late = buyerBetween(0.5, 1);
        assertProblem(early.buy(sale), 409, "sold-out").body("final", equalTo(false));

        raise("0.5");
        early.buy(sale).then().statusCode(202);
        assertProblem(late.buy(sale), 409, "sold-out").body("final", equalTo(false));
        Edge.operator()
                .get("/admin/funnel/{id}", sale.saleId())
                .then()
                .body("dropped.not_drawn", equalTo(2))
                .body("accepted", equalTo(1));

        raise("1");
        late.buy(sale).then().statusCode(202);
    }

    @Test
    void aBuyerWithAnOrderIsAnsweredWithItWhateverTheLine() {
        inventoryReserves();
        Buyer alice = Edge.newBuyer();
        assertProblem(alice.buy(sale), 409, "sold-out");

        Edge.publishOrder(
                "flashsale.reservations.v1", "StockReserved", sale.saleId(), sale.saleId() + "-1-1", alice.userId());

        Awaitility.await().untilAsserted(() -> alice.buy(sale).then().statusCode(202));
    }

    @Test
    void tellsInventoryOfTheRanksOfThoseWhoClickedAndAgainWhatItDidNotTake() {
        List<Double> heard = new CopyOnWriteArrayList<>();
        String path = "/internal/sales/" + sale.saleId() + "/demand";
        INVENTORY.on(path, 503, "{}");
        Buyer alice = Edge.newBuyer();
        Buyer bob = Edge.newBuyer();
        alice.buy(sale);
        alice.buy(sale);
        Awaitility.await().until(() -> INVENTORY.calls(path).size() > 1);
        INVENTORY.on(path, (exchange, call) -> {
            new JsonObject(call.body()).getJsonArray("ranks").forEach(rank -> heard.add(((Number) rank).doubleValue()));
            StubServer.send(exchange, 200, "{\"threshold\":1.0}");
        });
        bob.buy(sale);

        Awaitility.await().untilAsserted(() -> assertThat(heard).contains(rank(alice), rank(bob)));
        assertThat(INVENTORY.calls(path).get(0).header("X-Service-Token")).isEqualTo("test-service-token");
    }

    @Test
    void samplesOfDecisionsReachTheirTopic() {
        Buyer chosen = java.util.stream.Stream.generate(Edge::newBuyer)
                .filter(buyer -> Ranks.isSampled(ranks.draw(buyer.userId())))
                .findFirst()
                .orElseThrow();
        chosen.buy(sale);

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !decisions()
                .isEmpty());
        JsonNode decision = decisions().get(0);
        assertThat(decision.path("buyerId").asText()).isEqualTo(chosen.userId());
        assertThat(decision.path("rank").asDouble()).isEqualTo(rank(chosen));
        assertThat(decision.path("line").asDouble()).isZero();
        assertThat(decision.path("admitted").asBoolean()).isFalse();
        assertThat(decision.path("source").asText()).isEqualTo("direct");
    }

    @Test
    void theCommitmentIsShownFromTheBeginningAndTheKeyAfterTheClosing() {
        raise("0.25");
        given().get("/api/sales/{id}/fairness", sale.saleId())
                .then()
                .statusCode(200)
                .body("saleId", equalTo(sale.saleId()))
                .body("mode", equalTo("lottery"))
                .body("commitment", equalTo(TestSale.RANK_COMMITMENT))
                .body("key", equalTo(null))
                .body("line", equalTo(0.25f))
                .body("lines.size()", equalTo(1))
                .body("lines[0].sequence", equalTo(1))
                .body("lines[0].line", equalTo(0.25f))
                .body("lines[0].time", equalTo("2026-01-15T10:00:00.300Z"));
        assertThat(given().get("/api/sales/{id}", sale.saleId()).asString()).doesNotContain(TestSale.RANK_KEY);
        assertThat(given().get("/api/sales").asString()).doesNotContain(TestSale.RANK_KEY);

        Instant now = Instant.now();
        Edge.tell(told.at(1, 2).window(now.minusSeconds(60), now.minusSeconds(1)));
        given().get("/api/sales/{id}/fairness", sale.saleId()).then().body("key", equalTo(null));
        Edge.tell(told.at(1, 3).state("CLOSED").available(3));
        given().get("/api/sales/{id}/fairness", sale.saleId()).then().body("key", equalTo(TestSale.RANK_KEY));
    }

    @Test
    void theFairnessOfAnUnknownSaleIsNotFound() {
        Edge.awaitAllSalesKnown();
        assertProblem(given().get("/api/sales/nosuchsale/fairness"), 404, "not-found");
    }

    private List<JsonNode> decisions() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", RealServers.servers().get("KAFKA"), "auto.offset.reset", "earliest");
        List<JsonNode> found = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("flashsale.decisions.v1").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(event -> {
                    if (sale.saleId().equals(event.key())) {
                        Contract.assertSatisfies("decision-event", event.value());
                        read(event.value()).path("decisions").forEach(found::add);
                    }
                });
            }
        }
        return found;
    }

    private static JsonNode read(String event) {
        try {
            return new ObjectMapper().readTree(event);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
