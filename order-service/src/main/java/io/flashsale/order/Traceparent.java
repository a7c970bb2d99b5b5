package io.flashsale.order;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** The W3C trace context that travels with an event, as its header text. */
public final class Traceparent {

    private static final Pattern VALID = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private Traceparent() {}

    /** The caller's trace context, or a new one when there is none or it is malformed. */
    public static String orNew(String given) {
        return given != null && VALID.matcher(given).matches() ? given : random();
    }

    /** The start of a new trace, not sampled. */
    public static String random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return String.format("00-%016x%016x-%016x-00", random.nextLong(), random.nextLong() | 1, random.nextLong() | 1);
    }
}
