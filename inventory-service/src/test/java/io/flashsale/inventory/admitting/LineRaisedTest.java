package io.flashsale.inventory.admitting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flashsale.lottery.LineChain;
import io.flashsale.testing.Contract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineRaisedTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
    private static final Situation SITUATION = new Situation(
            300, 258, 42, 40, 20_000, 1, 24_000, 100, 10, 900, 0, Duration.ofSeconds(1), Duration.ofSeconds(1));

    private static String written(PublishedLine last, double line) throws JsonProcessingException {
        LineRaised entry = LineRaised.after(last, "k3v9x2ma", line, SITUATION, NOW);
        return LinePublisher.writer(JSON).writeValueAsString(entry);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0125, 1, 0.000001, 0.000000001, 0.333333})
    void isWhatTheContractPromises(double line) throws JsonProcessingException {
        String event = written(PublishedLine.NONE, line);

        Contract.assertSatisfies("line-event", event);
        JsonNode json = JSON.readTree(event);
        assertThat(json.path("line").asDouble()).isEqualTo(line);
        assertThat(json.path("time").asText()).as("with milliseconds").isEqualTo("2026-01-15T10:00:00.000Z");
        assertThat(json.path("demand").asDouble()).isEqualTo(24_000);
        assertThat(event).contains("\"line\":" + io.flashsale.lottery.LineHash.text(line) + ",");
    }

    @Test
    void hasTheFieldsOfTheExample() throws JsonProcessingException {
        List<String> promised = new ArrayList<>();
        JSON.readTree(Contract.example("line-raised")).fieldNames().forEachRemaining(promised::add);
        promised.remove("aFieldOfTomorrow");

        assertThat(JSON.readTree(written(PublishedLine.NONE, 0.5)).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(promised);
    }

    @Test
    void readsTheContractsExample() throws JsonProcessingException {
        LineRaised example = JSON.readValue(Contract.example("line-raised"), LineRaised.class);

        assertThat(example.isComplete()).isTrue();
        assertThat(example.sequence()).isEqualTo(1);
        assertThat(example.line()).isEqualByComparingTo("0.0125");
        assertThat(example.demand()).isEqualTo(24_000);
    }

    @Test
    void aReaderOfTheWrittenTextFindsTheChainWhole() throws JsonProcessingException {
        LineChain chain = new LineChain("k3v9x2ma");
        for (double line : new double[] {0.000001, 0.00001, 0.002, 0.75, 1}) {
            PublishedLine last = new PublishedLine(chain.sequence(), chain.line(), chain.hash(), NOW, 0);
            LineRaised read = JSON.readValue(written(last, line), LineRaised.class);
            assertThat(chain.take(
                            read.sequence(), read.line().toPlainString(), read.time(), read.previous(), read.hash()))
                    .isEqualTo(LineChain.Verdict.ACCEPTED);
        }
        assertThat(chain.line()).isEqualTo(1);
        assertThat(chain.sequence()).isEqualTo(5);
    }
}
