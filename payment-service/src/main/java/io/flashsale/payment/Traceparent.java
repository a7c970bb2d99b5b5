package io.flashsale.payment;

import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** A position in a distributed trace as W3C Trace Context writes it: {@code 00-<trace>-<span>-<flags>}. */
public final class Traceparent {

    private static final Pattern FORMAT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int SPAN_START = 36;
    private static final int SPAN_END = 52;

    private Traceparent() {}

    /** The caller's position if it sent a readable one, otherwise the start of a trace of our own. */
    public static String continuing(String received) {
        return received != null && FORMAT.matcher(received).matches() ? received : begin();
    }

    /** A new span of the same trace. */
    public static String childOf(String parent) {
        return parent.substring(0, SPAN_START) + hex(new SplittableRandom()) + parent.substring(SPAN_END);
    }

    private static String begin() {
        SplittableRandom random = new SplittableRandom();
        return "00-" + hex(random) + hex(random) + "-" + hex(random) + "-01";
    }

    /** 16 hexadecimal digits that are not all zero, which the format forbids. */
    private static String hex(SplittableRandom random) {
        return String.format("%016x", random.nextLong() | 1);
    }
}
