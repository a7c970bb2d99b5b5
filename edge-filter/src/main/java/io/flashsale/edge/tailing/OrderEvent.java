package io.flashsale.edge.tailing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * What the edge makes of one event of {@code flashsale.reservations.v1} or {@code flashsale.orders.v1}; see {@code
 * contracts/README.md}.
 *
 * @param kind what it says of the buyer; for {@link Kind#OTHER} the ids may be null
 */
record OrderEvent(Kind kind, String saleId, String buyerId, String orderId) {

    private static final JsonFactory JSON = new JsonFactory();
    /** Longer than any id of ours: what is longer would only fill the memory. */
    private static final int LONGEST_ID = 128;

    /** What an event says of the buyer's order. */
    enum Kind {
        /** There is an order. */
        LIVE,
        /** The order is over, and the buyer may click for another. */
        CLOSED,
        /** Nothing that matters here. */
        OTHER;

        private static Kind of(String type) {
            return switch (type) {
                case "StockReserved", "OrderCreated" -> LIVE;
                case "OrderCancelled", "OrderExpired", "OrderRejected" -> CLOSED;
                default -> OTHER;
            };
        }
    }

    /** Reads the four fields that matter; null when the bytes are no such event. */
    static OrderEvent read(byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        try (JsonParser json = JSON.createParser(bytes)) {
            return json.nextToken() == JsonToken.START_OBJECT ? readFields(json) : null;
        } catch (IOException e) {
            // The caller counts it; order-service reads the same topics and keeps what is unreadable.
            return null;
        }
    }

    private static OrderEvent readFields(JsonParser json) throws IOException {
        String type = null;
        String saleId = null;
        String buyerId = null;
        String orderId = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            switch (field) {
                case "type" -> type = text(json, value);
                case "saleId" -> saleId = text(json, value);
                case "buyerId" -> buyerId = text(json, value);
                case "orderId" -> orderId = text(json, value);
                default -> json.skipChildren();
            }
        }
        if (type == null || json.currentToken() != JsonToken.END_OBJECT) {
            return null;
        }
        Kind kind = Kind.of(type);
        boolean complete = saleId != null && buyerId != null && orderId != null;
        return complete || kind == Kind.OTHER ? new OrderEvent(kind, saleId, buyerId, orderId) : null;
    }

    private static String text(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_STRING) {
            json.skipChildren();
            return null;
        }
        String text = json.getText();
        return text.isEmpty() || text.length() > LONGEST_ID ? null : text;
    }
}
