package io.flashsale.payment.ordering;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flashsale.payment.OrderStatus;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the events of {@code flashsale.orders.v1}. Unknown fields and unknown types are of a later version and are
 * ignored; everything this service stores is checked against the contract here, so that what passes fits its columns.
 */
final class OrderEventParser {

    private static final Set<String> TYPES =
            Set.of("OrderCreated", "OrderPaid", "OrderCancelled", "OrderExpired", "OrderRejected");
    private static final Pattern ORDER_ID = Pattern.compile("[a-z0-9]{4,32}-\\d{1,20}-\\d{1,20}");
    private static final Pattern SALE_ID = Pattern.compile("[a-z0-9]{4,32}");
    private static final Pattern BUYER_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    /** What every database of ours can store. */
    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** The order's state in the event; empty when the type is none this service knows. */
    Optional<OrderState> parse(byte[] value) throws UnreadableEventException {
        JsonNode event = tree(value);
        if (!TYPES.contains(text(event, "type"))) {
            return Optional.empty();
        }
        return Optional.of(new OrderState(
                matching(event, "orderId", ORDER_ID),
                matching(event, "saleId", SALE_ID),
                matching(event, "buyerId", BUYER_ID),
                status(event),
                number(event, "version", 1),
                number(event, "amountMinor", 0),
                matching(event, "currency", CURRENCY),
                time(event, "expiresAt")));
    }

    private JsonNode tree(byte[] value) throws UnreadableEventException {
        if (value == null) {
            throw new UnreadableEventException("has no value");
        }
        try {
            JsonNode tree = json.readTree(value);
            if (tree == null || !tree.isObject()) {
                throw new UnreadableEventException("is not a JSON object");
            }
            return tree;
        } catch (IOException e) {
            throw new UnreadableEventException("is not JSON");
        }
    }

    private static String text(JsonNode event, String field) throws UnreadableEventException {
        JsonNode value = event.path(field);
        if (!value.isTextual()) {
            throw new UnreadableEventException(field + " is not a string");
        }
        return value.textValue();
    }

    private static String matching(JsonNode event, String field, Pattern pattern) throws UnreadableEventException {
        String value = text(event, field);
        if (!pattern.matcher(value).matches()) {
            throw new UnreadableEventException(field + " is malformed");
        }
        return value;
    }

    private static long number(JsonNode event, String field, long minimum) throws UnreadableEventException {
        JsonNode value = event.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < minimum) {
            throw new UnreadableEventException(field + " is not a whole number from " + minimum);
        }
        return value.longValue();
    }

    private static OrderStatus status(JsonNode event) throws UnreadableEventException {
        String name = text(event, "status");
        for (OrderStatus status : OrderStatus.values()) {
            if (status.name().equals(name)) {
                return status;
            }
        }
        throw new UnreadableEventException("status is unknown");
    }

    private static Instant time(JsonNode event, String field) throws UnreadableEventException {
        if (event.path(field).isNull()) {
            return null;
        }
        try {
            Instant time = Instant.parse(text(event, field));
            if (time.isBefore(Instant.EPOCH) || !time.isBefore(END_OF_TIME)) {
                throw new UnreadableEventException(field + " is not a time of this age");
            }
            return time;
        } catch (DateTimeException e) {
            throw new UnreadableEventException(field + " is not an RFC 3339 time");
        }
    }

    /** The bytes can never become an event, however often they are read. */
    static final class UnreadableEventException extends Exception {

        private static final long serialVersionUID = 1L;

        UnreadableEventException(String reason) {
            super(reason, null, false, false);
        }
    }
}
