package io.flashsale.inventory.publishing;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** A W3C trace context for what nobody else has given one. */
public final class Traceparent {

    private static final HexFormat HEX = HexFormat.of();

    private Traceparent() {}

    /** A new, sampled-out trace context. */
    public static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "00-" + HEX.toHexDigits(random.nextLong() | 1) + HEX.toHexDigits(random.nextLong()) + "-"
                + HEX.toHexDigits(random.nextLong() | 1) + "-00";
    }
}
