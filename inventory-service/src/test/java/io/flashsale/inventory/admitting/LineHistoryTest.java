package io.flashsale.inventory.admitting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flashsale.testing.Contract;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineHistoryTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00.300Z");
    private static final Situation SITUATION = new Situation(
            300, 258, 42, 40, 20_000, 1, 24_000, 100, 10, 900, 0, Duration.ofSeconds(1), Duration.ofSeconds(1));

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final LineHistory history = new LineHistory(Map.of(), JSON, "active"::equals, metrics);

    private void hear(String event) {
        history.hear(event == null ? null : event.getBytes(StandardCharsets.UTF_8));
    }

    private void hear(LineRaised entry) {
        try {
            hear(LinePublisher.writer(JSON).writeValueAsString(entry));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private LineRaised next(String saleId, double line) {
        return LineRaised.after(history.last(saleId), saleId, line, SITUATION, NOW);
    }

    private double broken() {
        return metrics.get("flashsale.lines.broken").counter().count();
    }

    @Test
    void aSaleBeginsWithoutALine() {
        assertThat(history.last("sale1")).isEqualTo(PublishedLine.NONE);
        assertThat(history.isCaughtUp()).isFalse();
    }

    @Test
    void keepsTheLastEntryOfEachSale() {
        hear(Contract.example("line-raised"));
        hear(next("k3v9x2ma", 0.02));
        hear(next("sale1", 0.5));

        assertThat(history.last("k3v9x2ma").sequence()).isEqualTo(2);
        assertThat(history.last("k3v9x2ma").line()).isEqualTo(0.02);
        assertThat(history.last("k3v9x2ma").at()).isEqualTo(NOW);
        assertThat(history.last("k3v9x2ma").demand()).isEqualTo(24_000);
        assertThat(history.last("sale1").line()).isEqualTo(0.5);
        assertThat(broken()).isZero();
    }

    @Test
    void ofTwoLeaseholdersEntriesTheFirstCountsAndBothGoOnFromIt() {
        LineRaised first = next("sale1", 0.1);
        LineRaised second = next("sale1", 0.2);
        hear(first);
        hear(second);

        assertThat(history.last("sale1").line()).isEqualTo(0.1);
        assertThat(history.last("sale1").hash()).isEqualTo(first.hash());
        hear(next("sale1", 0.2));
        assertThat(history.last("sale1").sequence()).isEqualTo(2);
        assertThat(broken()).as("a repetition is nothing bad").isZero();
    }

    @Test
    void whatDoesNotContinueTheChainCountsForNothing() {
        hear(next("sale1", 0.5));
        LineRaised lower = next("sale1", 0.25);
        hear(lower);

        assertThat(history.last("sale1").line()).isEqualTo(0.5);
        assertThat(broken()).isEqualTo(1);
    }

    @Test
    void goesOnAfterEntriesThatWereLostAndCountsTheBreak() {
        hear(next("sale1", 0.1));
        PublishedLine lost = new PublishedLine(7, 0.3, "ab".repeat(32), NOW, 0);
        hear(LineRaised.after(lost, "sale1", 0.4, SITUATION, NOW));

        assertThat(history.last("sale1").sequence()).isEqualTo(8);
        assertThat(history.last("sale1").line()).isEqualTo(0.4);
        assertThat(broken()).isEqualTo(1);
        hear(next("sale1", 0.5));
        assertThat(broken()).as("from there on it is whole").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "",
                "null",
                "[]",
                "17",
                "{}",
                "{\"type\":\"LineRaised\",\"saleId\":\"sale1\",\"sequence\":1,\"line\":0.5,\"time\":\"soon\",\"previous\":\"\",\"hash\":\"\"}",
                "{\"type\":\"LineRaised\",\"saleId\":\"sale1\",\"sequence\":\"one\"}",
            })
    void whatCannotBeReadIsCounted(String event) {
        hear(event);

        assertThat(broken()).isEqualTo(1);
        assertThat(history.last("sale1")).isEqualTo(PublishedLine.NONE);
    }

    @Test
    void forgetsTheSaleThatWasRaisedLeastRecentlyOfThoseThatAreOver() {
        hear(next("active", 0.1));
        hear(next("first", 0.1));
        for (int i = 0; i < 9_999; i++) {
            hear(next("sale" + i, 0.1));
        }

        assertThat(history.last("first")).isEqualTo(PublishedLine.NONE);
        assertThat(history.last("active").line()).as("it is not over").isEqualTo(0.1);
        assertThat(history.last("sale0").line()).isEqualTo(0.1);
    }
}
