package io.flashsale.lottery;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** How entries of a sale's published line are written and chained. */
public final class LineHash {

    /** The {@code previous} of a first entry. */
    public static final String NONE = "0".repeat(64);

    private static final MathContext DIGITS = new MathContext(6, RoundingMode.DOWN);

    private LineHash() {}

    /** A line with the six digits that are published; never above what was given. */
    public static double round(double line) {
        return BigDecimal.valueOf(line).round(DIGITS).doubleValue();
    }

    /** A line as text: the shortest decimal form, without exponent or trailing zeros, the same on every platform. */
    public static String text(double line) {
        return BigDecimal.valueOf(line).stripTrailingZeros().toPlainString();
    }

    /** The hash of an entry; line and time as they stand in the event. */
    public static String of(String previous, String saleId, long sequence, String line, String time) {
        String entry = previous + '|' + saleId + '|' + sequence + '|' + line + '|' + time;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(entry.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
