package io.flashsale.edge.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.flashsale.testing.Contract;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionsTest {

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Decisions decisions = new Decisions(Lotteries.config(3), metrics);

    private static Decision decision(String buyerId) {
        return new Decision("k3v9x2ma", buyerId, 1_768_471_200_412L, 0.7, 0.0125, 1, false, false, "direct");
    }

    private double dropped() {
        return metrics.get("flashsale.edge.decisions.dropped").counter().count();
    }

    @Test
    void givesOutWhatWaitsOldestFirst() {
        decisions.add(decision("alice"));
        decisions.add(decision("bob"));

        assertThat(decisions.take(1)).extracting(Decision::buyerId).containsExactly("alice");
        assertThat(decisions.take(9)).extracting(Decision::buyerId).containsExactly("bob");
        assertThat(decisions.take(9)).isEmpty();
    }

    @Test
    void dropsAndCountsWhatIsTooMuch() {
        for (int i = 0; i < 5; i++) {
            decisions.add(decision("u" + i));
        }
        assertThat(dropped()).isEqualTo(2);
        assertThat(decisions.take(9)).hasSize(3);
        decisions.lost(3);
        assertThat(dropped()).isEqualTo(5);
    }

    @Test
    void theEventIsWhatTheContractPromises() throws JsonProcessingException {
        String event = JSON.writeValueAsString(DecisionsSampled.of(
                "edge-1", "k3v9x2ma", List.of(decision("alice")), Instant.parse("2026-01-15T10:00:00.300123Z")));
        Contract.assertSatisfies("decision-event", event);

        JsonNode written = JSON.readTree(event);
        JsonNode example = JSON.readTree(Contract.example("decisions-sampled"));
        assertThat(names(written)).containsExactlyInAnyOrderElementsOf(names(example));
        assertThat(names(written.path("decisions").get(0)))
                .containsExactlyInAnyOrderElementsOf(
                        names(example.path("decisions").get(0)));
        assertThat(written.path("time").asText()).isEqualTo("2026-01-15T10:00:00.300Z");
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        names.remove("aFieldOfTomorrow");
        return names;
    }
}
