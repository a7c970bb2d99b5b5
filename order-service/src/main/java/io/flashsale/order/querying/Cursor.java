package io.flashsale.order.querying;

import io.flashsale.order.Order;
import io.flashsale.order.OrderId;
import io.flashsale.order.storing.OrderQueries.After;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** The place where the next page of orders begins, as opaque text: the time and id of the last order shown. */
final class Cursor {

    private static final int MAX_LENGTH = 200;

    private Cursor() {}

    static String after(Order last) {
        String place = last.createdAt().toEpochMilli() + ":" + last.orderId();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.US_ASCII));
    }

    /** The place, or empty when the text is no cursor of ours. */
    static Optional<After> parse(String cursor) {
        if (cursor.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            String place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            int colon = place.indexOf(':');
            if (colon < 0 || !OrderId.isValid(place.substring(colon + 1))) {
                return Optional.empty();
            }
            long millis = Long.parseLong(place.substring(0, colon));
            boolean inRange = millis >= 0
                    && millis < Instant.parse("9999-01-01T00:00:00Z").toEpochMilli();
            return inRange
                    ? Optional.of(new After(Instant.ofEpochMilli(millis), place.substring(colon + 1)))
                    : Optional.empty();
        } catch (IllegalArgumentException notACursor) {
            return Optional.empty();
        }
    }
}
