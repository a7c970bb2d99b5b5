package io.flashsale.launcher.gathering;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flashsale.launcher.fairness.Evidence.Decision;
import io.flashsale.launcher.fairness.Evidence.LineEntry;
import io.flashsale.launcher.fairness.Evidence.Winner;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Our own, smallest reading of the events that tell of one sale; null for what is of another one or cannot be read. */
final class EventReader {

    private final String saleId;
    private final ObjectMapper json = new ObjectMapper();

    EventReader(String saleId) {
        this.saleId = saleId;
    }

    /** What is left of a SaleChanged. */
    record SaleEvent(
            long at, String mode, long opensAt, long closesAt, boolean closed, String key, String commitment) {}

    /** What is left of a DecisionsSampled. */
    record Sample(String id, List<Decision> decisions) {}

    /** Makes something of an event; fails when a field is missing. */
    private interface Making<T> {
        T of(JsonNode event) throws IOException;
    }

    SaleEvent sale(String event) {
        return read(
                event,
                "SaleChanged",
                node -> new SaleEvent(
                        millis(node, "time"),
                        text(node, "mode"),
                        millis(node, "opensAt"),
                        millis(node, "closesAt"),
                        text(node, "state").equals("CLOSED"),
                        text(node, "rankKey"),
                        text(node, "rankCommitment")));
    }

    LineEntry line(String event) {
        return read(
                event,
                "LineRaised",
                node -> new LineEntry(
                        saleId,
                        node.required("sequence").asInt(),
                        numberAsItStands(event, "line"),
                        text(node, "time"),
                        text(node, "previous"),
                        text(node, "hash")));
    }

    Sample sample(String event) {
        return read(event, "DecisionsSampled", node -> {
            List<Decision> decisions = new ArrayList<>();
            for (JsonNode each : node.required("decisions")) {
                decisions.add(new Decision(
                        text(node, "edge"),
                        text(each, "buyerId"),
                        each.required("at").asLong(),
                        each.required("rank").asDouble(),
                        each.required("line").asDouble(),
                        each.required("sequence").asInt(),
                        each.required("overridden").asBoolean(),
                        each.required("admitted").asBoolean(),
                        text(each, "source")));
            }
            return new Sample(text(node, "id"), decisions);
        });
    }

    Winner winner(String event) {
        return read(
                event,
                "OrderCreated",
                node -> new Winner(text(node, "buyerId"), text(node, "orderId"), millis(node, "time")));
    }

    private <T> T read(String event, String type, Making<T> making) {
        try {
            JsonNode node = json.readTree(event);
            return node.path("type").asText().equals(type)
                            && node.path("saleId").asText().equals(saleId)
                    ? making.of(node)
                    : null;
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return null;
        }
    }

    /** The digits of a number, which a parsed number may have lost. */
    private String numberAsItStands(String event, String field) throws IOException {
        try (JsonParser parser = json.createParser(event)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = parser.currentName().equals(field);
                if (parser.nextToken().isNumeric() && found) {
                    return parser.getText();
                }
                parser.skipChildren();
            }
        }
        throw new IllegalArgumentException(field + " is no number");
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.required(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(field + " is no text");
        }
        return value.asText();
    }

    private static long millis(JsonNode node, String field) {
        return Instant.parse(text(node, field)).toEpochMilli();
    }
}
