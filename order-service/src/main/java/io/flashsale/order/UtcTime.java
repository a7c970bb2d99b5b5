package io.flashsale.order;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The one way a time is written for others: RFC 3339, UTC, always three digits of milliseconds. */
public final class UtcTime {

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private UtcTime() {}

    /** The time as text, or null for null. */
    public static String format(Instant time) {
        return time == null ? null : MILLISECONDS.format(time);
    }
}
