package io.flashsale.edge.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flashsale.testing.Contract;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineFeedTest {

    private final Set<String> forSale = new HashSet<>();
    private final Lines lines = new Lines(forSale::contains);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final LineFeed feed =
            new LineFeed(lines, Map.of(), JsonMapper.builder().build(), Clock.systemUTC(), metrics);

    private void hear(String event) {
        feed.hear(event == null ? null : event.getBytes(StandardCharsets.UTF_8));
    }

    private double broken() {
        return metrics.get("flashsale.edge.lines.broken").counter().count();
    }

    @Test
    void readsTheContractsExample() {
        hear(Contract.example("line-raised"));

        assertThat(lines.current("k3v9x2ma")).isEqualTo(new Line.Current(0.0125, 1));
        assertThat(lines.history("k3v9x2ma")).singleElement().satisfies(entry -> {
            assertThat(entry.line()).isEqualByComparingTo("0.0125");
            assertThat(entry.time()).isEqualTo("2026-01-15T10:00:00.300Z");
            assertThat(entry.hash()).isEqualTo("11384418ac374c15789498b366cec6c936b139249aabb9dcc534d5b2f3946d07");
        });
        assertThat(broken()).isZero();
    }

    @Test
    void aSaleThatNothingWasHeardOfHasNoLine() {
        assertThat(lines.current("sale1")).isEqualTo(Line.NONE);
        assertThat(lines.history("sale1")).isEmpty();
    }

    @Test
    void theLineOnlyRisesAndTheFirstOfASequenceCounts() {
        Entries entries = new Entries("sale1");
        String first = entries.next("0.1");
        String second = entries.next("0.25");
        String other = new Entries("sale1").next("0.9");
        hear(first);
        hear(other);
        assertThat(lines.current("sale1").line()).isEqualTo(0.1);
        hear(second);
        hear(first);
        assertThat(lines.current("sale1")).isEqualTo(new Line.Current(0.25, 2));
        assertThat(broken()).as("repetitions are nothing bad").isZero();
        hear(entries.next("0.2"));
        assertThat(lines.current("sale1").line()).isEqualTo(0.25);
        assertThat(broken()).isEqualTo(1);
    }

    @Test
    void aForgedEntryCountsForNothing() {
        hear(Contract.example("line-raised").replace("0.0125", "1"));

        assertThat(lines.current("k3v9x2ma")).isEqualTo(Line.NONE);
        assertThat(broken()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "",
                "null",
                "[]",
                "{}",
                "{\"type\":\"LineRaised\",\"saleId\":\"sale1\",\"sequence\":1,\"line\":\"high\"}",
                "{\"type\":\"LineOfTomorrow\",\"saleId\":\"sale1\",\"sequence\":1,\"line\":1,\"time\":\"\",\"previous\":\"\",\"hash\":\"\"}",
            })
    void whatCannotBeReadIsCounted(String event) {
        hear(event);

        assertThat(broken()).isEqualTo(1);
        assertThat(lines.history("sale1")).isEmpty();
    }

    @Test
    void forgetsTheSaleThatWasRaisedLeastRecently() {
        Entries first = new Entries("first");
        hear(first.next("0.1"));
        hear(new Entries("second").next("0.1"));
        hear(first.next("0.2"));
        for (int i = 2; i < Lines.MOST_SALES; i++) {
            hear(new Entries("sale" + i).next("0.1"));
        }
        assertThat(lines.history("second")).isNotEmpty();
        hear(new Entries("newest").next("0.1"));

        assertThat(lines.history("second")).isEmpty();
        assertThat(lines.current("first").line()).isEqualTo(0.2);
        assertThat(lines.current("newest").line()).isEqualTo(0.1);
    }

    @Test
    void forgetsNoSaleThatIsNotOver() {
        forSale.add("first");
        hear(new Entries("first").next("0.1"));
        hear(new Entries("second").next("0.1"));
        for (int i = 2; i <= Lines.MOST_SALES; i++) {
            hear(new Entries("sale" + i).next("0.1"));
        }

        assertThat(lines.current("first").line()).isEqualTo(0.1);
        assertThat(lines.history("second")).isEmpty();
    }
}
