package io.flashsale.launcher.fairness;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in hex, as keys and lines are committed to. */
final class Digests {

    private static final String HASH = "[0-9a-f]{64}";

    private Digests() {}

    static String ofText(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static String of(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Whether this is 32 bytes in hex. */
    static boolean isHex(String text) {
        return text != null && text.matches(HASH);
    }
}
