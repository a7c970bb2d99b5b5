package io.flashsale.inventory.settling;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.regex.Pattern;

/** As much of an order's event as stock has to know. */
@JsonIgnoreProperties(ignoreUnknown = true)
record OrderEvent(String type, String orderId, String saleId, int quantity) {

    private static final Pattern SALE_ID = Pattern.compile("[a-z0-9]{4,32}");

    /** What the stock ledger has room for. */
    private static final int LONGEST_ORDER_ID = 64;

    /** Reads an event; fails when a field that stock needs is not there. */
    static OrderEvent parse(ObjectMapper json, byte[] payload) throws IOException {
        OrderEvent event = json.readValue(payload, OrderEvent.class);
        if (event == null
                || event.type == null
                || event.orderId == null
                || event.saleId == null
                || event.quantity < 1) {
            throw new UnreadableEvent("type, orderId, saleId and quantity are needed");
        }
        if (!SALE_ID.matcher(event.saleId).matches()
                || !event.orderId.startsWith(event.saleId + "-")
                || event.orderId.length() > LONGEST_ORDER_ID) {
            throw new UnreadableEvent("no sale has such an orderId");
        }
        return event;
    }

    /** What the event does to its hold. */
    Settlement settlement() {
        return switch (type) {
            case "OrderCreated" -> Settlement.CONFIRM;
            case "OrderPaid" -> Settlement.PAY;
            case "OrderCancelled", "OrderExpired" -> Settlement.RELEASE;
            case "OrderRejected" -> Settlement.REBUILD;
            default -> Settlement.NONE;
        };
    }

    /** Bytes that are JSON but no order event. */
    static final class UnreadableEvent extends JsonProcessingException {
        private static final long serialVersionUID = 1L;

        UnreadableEvent(String message) {
            super(message);
        }
    }
}
