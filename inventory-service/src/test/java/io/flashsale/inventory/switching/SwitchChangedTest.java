package io.flashsale.inventory.switching;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.flashsale.testing.Contract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SwitchChangedTest {

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private static final Instant CHANGED = Instant.parse("2026-01-15T10:00:00.300Z");

    private static JsonNode written(String name, String value, boolean automatic) throws JsonProcessingException {
        SwitchState state = new SwitchState(
                name, value, 3, automatic, automatic ? "rule:overload" : "operator", "a test", CHANGED, CHANGED);
        String json = JSON.writeValueAsString(SwitchChanged.of(state));
        Contract.assertSatisfies("switch-event", json);
        return JSON.readTree(json);
    }

    @Test
    void isWhatTheContractPromisesForEverySwitch() throws JsonProcessingException {
        for (Switch what : Switch.ofAllSales()) {
            assertThat(written(what.name(), what.byDefault(), false)
                            .path("name")
                            .asText())
                    .isEqualTo(what.name());
        }
        written("sold-out:abcdefghijklmnopqrstuvwxyz012345", "on", false);
        assertThat(written("admission:k3v9x2ma", null, true).path("value").isNull())
                .isTrue();
    }

    @Test
    void hasTheTimeOfTheChangeAndTheFieldsOfTheExample() throws JsonProcessingException {
        List<String> promised = new ArrayList<>();
        JSON.readTree(Contract.example("switch-changed")).fieldNames().forEachRemaining(promised::add);
        promised.remove("aFieldOfTomorrow");

        JsonNode event = written("sold-out:k3v9x2ma", "on", false);
        assertThat(event.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(promised);
        assertThat(event.path("time").asText()).isEqualTo("2026-01-15T10:00:00.300Z");
        assertThat(event.path("version").asLong()).isEqualTo(3);
    }
}
