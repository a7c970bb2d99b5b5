package io.flashsale.inventory.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.flashsale.inventory.Sale;
import io.flashsale.inventory.SaleState;
import io.flashsale.testing.Contract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaleChangedTest {

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private static final Instant OPENS = Instant.parse("2026-01-15T10:00:00Z");

    private static final String KEY = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    private static Sale sale() {
        return new Sale(
                "k3v9x2ma",
                "Shoes",
                4990,
                "EUR",
                300,
                OPENS,
                OPENS.plusSeconds(3_600),
                2,
                120,
                "fixed:0.05",
                SaleState.OPEN,
                3,
                OPENS,
                null,
                KEY);
    }

    private static JsonNode written(Stock stock) throws JsonProcessingException {
        String json = JSON.writeValueAsString(SaleChanged.of(sale(), stock, OPENS.plusNanos(123_456_789)));
        Contract.assertSatisfies("sale-event", json);
        return JSON.readTree(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCHEDULED", "OPEN", "SOLD_OUT", "RECOVERING", "CLOSED"})
    void isWhatTheContractPromisesInEveryState(String state) throws JsonProcessingException {
        JsonNode event = written(new Stock(3, 17, state, 42, false));

        assertThat(event.path("state").asText()).isEqualTo(state);
        assertThat(event.path("epoch").asInt()).isEqualTo(3);
        assertThat(event.path("version").asLong()).isEqualTo(17);
        assertThat(event.path("available").asInt()).isEqualTo(42);
        assertThat(event.path("total").asInt()).isEqualTo(300);
    }

    @Test
    void tellsTheTimeInMilliseconds() throws JsonProcessingException {
        assertThat(written(new Stock(3, 17, "OPEN", 42, false)).path("time").asText())
                .isEqualTo("2026-01-15T10:00:00.123Z");
    }

    @Test
    void theKeyOfTheRanksIsInTheEventAndInNoText() throws JsonProcessingException {
        Stock stock = new Stock(3, 17, "OPEN", 42, false);

        assertThat(written(stock).path("rankKey").asText()).isEqualTo(KEY);
        assertThat(SaleChanged.of(sale(), stock, OPENS).toString())
                .contains("k3v9x2ma")
                .doesNotContain(KEY);
        assertThat(sale().toString()).contains("k3v9x2ma").doesNotContain(KEY);
    }

    @Test
    void hasTheFieldsOfTheExample() throws JsonProcessingException {
        List<String> promised = new ArrayList<>();
        JSON.readTree(Contract.example("sale-changed")).fieldNames().forEachRemaining(promised::add);
        promised.remove("aFieldOfTomorrow");

        assertThat(written(new Stock(3, 17, "OPEN", 42, true)).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(promised);
    }
}
