package io.flashsale.edge.drawing;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.math.BigDecimal;

/**
 * What the edge makes of an entry of a published line; see {@code contracts/README.md}.
 *
 * @param line kept with its digits, because the hash is taken over them
 * @param time kept as text, for the same reason
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record LineEvent(
        String type, String saleId, long sequence, BigDecimal line, String time, String previous, String hash) {

    private static final int LONGEST = 128;

    /** Whether it has all that a reader needs, and nothing that would only fill the memory. */
    boolean isComplete() {
        return "LineRaised".equals(type)
                && line != null
                && isShort(saleId)
                && isShort(time)
                && isShort(previous)
                && isShort(hash);
    }

    private static boolean isShort(String text) {
        return text != null && text.length() <= LONGEST;
    }
}
