package io.flashsale.inventory.admitting;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.flashsale.inventory.publishing.Traceparent;
import io.flashsale.lottery.LineHash;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * An entry of a sale's published line, as {@code flashsale.lines.v1} carries it.
 *
 * @param time RFC 3339 with milliseconds; a text, because the hash is taken over it as it stands
 * @param line digits and point, no exponent, for the same reason
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record LineRaised(
        String id,
        String type,
        String time,
        String traceparent,
        String saleId,
        long sequence,
        BigDecimal line,
        String previous,
        String hash,
        int available,
        double demand,
        int unconfirmed,
        double drainPerSecond) {

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** The entry that follows the last one: a new line, and the situation that it follows from. */
    static LineRaised after(PublishedLine last, String saleId, double line, Situation situation, Instant now) {
        long sequence = last.sequence() + 1;
        String lineText = LineHash.text(line);
        String time = MILLISECONDS.format(now);
        return new LineRaised(
                UUID.randomUUID().toString(),
                "LineRaised",
                time,
                Traceparent.next(),
                saleId,
                sequence,
                new BigDecimal(lineText),
                last.hash(),
                LineHash.of(last.hash(), saleId, sequence, lineText, time),
                situation.available(),
                situation.demand(),
                situation.unconfirmed(),
                situation.drainPerSecond());
    }

    /** Whether it has all that a reader needs. */
    boolean isComplete() {
        return "LineRaised".equals(type)
                && time != null
                && saleId != null
                && line != null
                && previous != null
                && hash != null;
    }
}
