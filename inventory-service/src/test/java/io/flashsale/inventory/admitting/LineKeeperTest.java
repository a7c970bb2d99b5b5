package io.flashsale.inventory.admitting;

import static io.flashsale.inventory.testing.Calls.internally;
import static io.flashsale.inventory.testing.TestSale.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flashsale.inventory.redis.SlotKey;
import io.flashsale.inventory.testing.OrderServiceStub;
import io.flashsale.inventory.testing.TestSale;
import io.flashsale.inventory.testing.Topics;
import io.flashsale.lottery.LineChain;
import io.flashsale.lottery.LineHash;
import io.flashsale.testing.Contract;
import io.flashsale.testing.RealServers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "inventory"))
@WithTestResource(OrderServiceStub.class)
class LineKeeperTest {

    @Inject
    LineHistory history;

    @Inject
    MeterRegistry metrics;

    private static List<JsonNode> entries(TestSale sale) {
        return Topics.readAll("flashsale.lines.v1").stream()
                .filter(entry -> sale.id().equals(entry.key()))
                .map(entry -> {
                    Contract.assertSatisfies("line-event", entry.value());
                    return Topics.json(entry.value());
                })
                .toList();
    }

    /** A reader of the topic: the chain it ends with, and the ids of the entries that counted. */
    private record Reading(LineChain chain, List<String> counted) {}

    /** The line as any reader of the topic finds it; fails when an entry does not fit. */
    private static Reading read(TestSale sale) {
        Reading reading = new Reading(new LineChain(sale.id()), new ArrayList<>());
        for (JsonNode entry : entries(sale)) {
            LineChain.Verdict verdict = reading.chain()
                    .take(
                            entry.path("sequence").asLong(),
                            LineHash.text(entry.path("line").asDouble()),
                            entry.path("time").asText(),
                            entry.path("previous").asText(),
                            entry.path("hash").asText());
            assertThat(verdict).isNotEqualTo(LineChain.Verdict.BROKEN);
            if (verdict == LineChain.Verdict.ACCEPTED) {
                reading.counted().add(entry.path("id").asText());
            }
        }
        return reading;
    }

    private void awaitLine(TestSale sale, double line) {
        await().atMost(PATIENCE).until(() -> history.last(sale.id()).line() >= line);
    }

    private static void click(TestSale sale, int buyers) {
        String ranks = IntStream.range(0, buyers)
                .mapToObj(i -> Double.toString((i + 0.5) / buyers))
                .collect(Collectors.joining(",", "{\"ranks\":[", "]}"));
        internally(ranks)
                .post("/internal/sales/" + sale.id() + "/demand")
                .then()
                .statusCode(200);
    }

    /** A sale of 100 units that a thousand buyers have clicked on when it opens. */
    private static TestSale crowded() {
        Instant now = Instant.now();
        TestSale sale = TestSale.defined("lottery", 100, 1, 300, now.plusSeconds(2), now.plusSeconds(3_600));
        await().atMost(PATIENCE).until(() -> "OPEN".equals(sale.field("state")));
        click(sale, 1_000);
        return sale;
    }

    @Test
    void openAndFixedSalesHaveTheirLineFromTheOpeningOn() {
        TestSale open = TestSale.open("open", 5, 1);
        TestSale fixed = TestSale.open("fixed:0.05", 5, 1);

        awaitLine(open, 1);
        awaitLine(fixed, 0.05);
        assertThat(read(open).counted()).hasSize(1);
        assertThat(read(fixed).chain().line()).isEqualTo(0.05);
    }

    @Test
    void aLotteryWithoutACrowdLetsEverybodyInStepByStep() {
        TestSale sale = TestSale.open("lottery", 1_000, 1);

        awaitLine(sale, 1);

        LineChain chain = read(sale).chain();
        assertThat(chain.line()).isEqualTo(1);
        assertThat(chain.sequence()).isBetween(14L, 200L);
        assertThat(entries(sale).get(0).path("line").asDouble()).isEqualTo(0.0001);
    }

    @Test
    void theLineStopsWhereACrowdWouldTakeTheStock() {
        TestSale sale = crowded();

        awaitLine(sale, 0.1);

        assertThat(history.last(sale.id()).line())
                .as("1.1 buyers for each unit")
                .isBetween(0.1, 0.14);
        assertThat(history.last(sale.id()).demand()).isEqualTo(1_000);
        assertThat(metrics.get("flashsale.demand")
                        .tag("sale", sale.id())
                        .gauge()
                        .value())
                .isEqualTo(1_000);
        assertThat(metrics.get("flashsale.line").tag("sale", sale.id()).gauge().value())
                .isGreaterThanOrEqualTo(0.1);
    }

    @Test
    void nothingIsPublishedBeforeTheOpening() {
        Instant now = Instant.now();
        TestSale later = TestSale.defined("lottery", 100, 1, 300, now.plusSeconds(30), now.plusSeconds(3_600));
        TestSale sooner = TestSale.open("lottery", 100, 1);
        awaitLine(sooner, 0.001);

        assertThat(entries(later)).isEmpty();
        assertThat(history.last(later.id())).isEqualTo(PublishedLine.NONE);
    }

    @Test
    void whatAnotherLeaseholderPublishesIsContinued() {
        TestSale sale = crowded();
        awaitLine(sale, 0.1);
        // The rule waits now. Should it be quicker all the same, the other tries again.
        await().atMost(PATIENCE).until(() -> {
            LineRaised other = fromAnotherLeaseholder(sale);
            Topics.write("flashsale.lines.v1", sale.id(), write(other));
            return read(sale).counted().contains(other.id());
        });
        long sequence = read(sale).chain().sequence();

        await().atMost(PATIENCE).until(() -> history.last(sale.id()).sequence() > sequence + 1);

        Reading reading = read(sale);
        assertThat(reading.chain().line()).isGreaterThan(0.1);
        assertThat(reading.chain().sequence()).isGreaterThan(sequence);
    }

    private LineRaised fromAnotherLeaseholder(TestSale sale) {
        PublishedLine last = history.last(sale.id());
        Situation situation =
                new Situation(100, 100, 0, 0, 20_000, 1, 1_000, 0, 0, 0, last.line(), Duration.ZERO, Duration.ZERO);
        return LineRaised.after(last, sale.id(), LineHash.round(last.line() * 1.05), situation, Instant.now());
    }

    @Test
    void theLossOfRedisLowersNothing() {
        TestSale sale = TestSale.open("lottery", 100, 1);
        awaitLine(sale, 0.001);
        double before = history.last(sale.id()).line();

        sale.lose(SlotKey.values());
        await().atMost(PATIENCE).until(() -> "2".equals(sale.field("epoch")));
        sale.awaitOpenAt(2);
        awaitLine(sale, 1);

        assertThat(read(sale).chain().line()).isEqualTo(1).isGreaterThanOrEqualTo(before);
        assertThat(read(sale).chain().sequence())
                .isEqualTo(history.last(sale.id()).sequence());
    }

    private static String write(LineRaised entry) {
        try {
            return LinePublisher.writer(new ObjectMapper()).writeValueAsString(entry);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
