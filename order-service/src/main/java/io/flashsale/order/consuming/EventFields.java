package io.flashsale.order.consuming;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;

/** The fields of one consumed event, each checked as it is read. Fields nobody asks for are ignored. */
public final class EventFields {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** What every database of ours can store. */
    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

    private final JsonNode event;

    private EventFields(JsonNode event) {
        this.event = event;
    }

    /** Reads a flat JSON object; null and anything else is unreadable. */
    public static EventFields parse(byte[] value) throws UnreadableEventException {
        if (value == null) {
            throw new UnreadableEventException("empty record");
        }
        try {
            JsonNode event = JSON.readTree(value);
            if (event == null || !event.isObject()) {
                throw new UnreadableEventException("not a JSON object");
            }
            return new EventFields(event);
        } catch (IOException e) {
            throw new UnreadableEventException("not JSON");
        }
    }

    /** A text that matches the pattern as a whole. */
    public String text(String field, Pattern form) throws UnreadableEventException {
        JsonNode node = event.get(field);
        if (node == null || !node.isTextual() || !form.matcher(node.textValue()).matches()) {
            throw new UnreadableEventException(field + " is missing or malformed");
        }
        return node.textValue();
    }

    /** A text, or null when absent or of another type. */
    public String optionalText(String field) {
        JsonNode node = event.get(field);
        return node == null ? null : node.textValue();
    }

    /** A whole number within bounds, both inclusive. */
    public long number(String field, long min, long max) throws UnreadableEventException {
        JsonNode node = event.get(field);
        if (node == null || !node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new UnreadableEventException(field + " is missing or not a whole number");
        }
        long number = node.longValue();
        if (number < min || number > max) {
            throw new UnreadableEventException(field + " is not between " + min + " and " + max);
        }
        return number;
    }

    /** One of the names of an enum. */
    public <E extends Enum<E>> E constant(String field, Class<E> type) throws UnreadableEventException {
        String name = optionalText(field);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw new UnreadableEventException(field + " is missing or unknown");
    }

    /** A time in RFC 3339, UTC, between the years 1970 and 9998. */
    public Instant time(String field) throws UnreadableEventException {
        String text = optionalText(field);
        if (text == null) {
            throw new UnreadableEventException(field + " is missing");
        }
        try {
            Instant time = Instant.parse(text);
            if (time.isBefore(Instant.EPOCH) || !time.isBefore(END_OF_TIME)) {
                throw new UnreadableEventException(field + " is not a time of this age");
            }
            return time;
        } catch (DateTimeException e) {
            throw new UnreadableEventException(field + " is not an RFC 3339 time");
        }
    }

    /** Fails unless the field is exactly this text. */
    public void demand(String field, String expected) throws UnreadableEventException {
        if (!expected.equals(optionalText(field))) {
            throw new UnreadableEventException(field + " is not " + expected);
        }
    }
}
