package io.flashsale.inventory.relaying;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.flashsale.testing.Contract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;

class StockReservedTest {

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private static JsonNode written(String traceparent) throws JsonProcessingException {
        String json = JSON.writeValueAsString(
                StockReserved.of("k3v9x2ma", "k3v9x2ma-1-42", "u7f3a9", 2, 1768471200123L, traceparent));
        Contract.assertSatisfies("reservation-event", json);
        return JSON.readTree(json);
    }

    @Test
    void isWhatTheContractPromises() throws JsonProcessingException {
        JsonNode event = written("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        assertThat(event.path("type").asText()).isEqualTo("StockReserved");
        assertThat(event.path("time").asText()).isEqualTo("2026-01-15T10:00:00.123Z");
        assertThat(event.path("traceparent").asText())
                .isEqualTo("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        assertThat(event.path("orderId").asText()).isEqualTo("k3v9x2ma-1-42");
        assertThat(event.path("saleId").asText()).isEqualTo("k3v9x2ma");
        assertThat(event.path("buyerId").asText()).isEqualTo("u7f3a9");
        assertThat(event.path("quantity").asInt()).isEqualTo(2);
    }

    @Test
    void hasTheFieldsOfTheExample() throws JsonProcessingException {
        List<String> promised = new ArrayList<>();
        JSON.readTree(Contract.example("stock-reserved")).fieldNames().forEachRemaining(promised::add);
        promised.remove("aFieldOfTomorrow");

        assertThat(written(null).fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(promised);
    }

    @ParameterizedTest
    @NullAndEmptySource
    void hasATraceOfItsOwnWhenTheClickHadNone(String traceparent) throws JsonProcessingException {
        assertThat(written(traceparent).path("traceparent").asText()).isNotEmpty();
    }

    @Test
    void hasANewIdWheneverItIsSent() throws JsonProcessingException {
        assertThat(written(null).path("id")).isNotEqualTo(written(null).path("id"));
    }
}
