package io.flashsale.edge.challenging;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A solution is a number such that SHA-256 of {@code token:number} begins with enough zero bits: each bit doubles the work
 * of finding one, and checking it is always one hash.
 */
final class ProofOfWork {

    private static final int LONGEST_NUMBER = 16;

    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(() -> {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    });

    private ProofOfWork() {}

    static boolean isSolution(String token, String number, int bits) {
        return !number.isEmpty()
                && number.length() <= LONGEST_NUMBER
                && number.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                && leadingZeros(token + ':' + number) >= bits;
    }

    private static int leadingZeros(String text) {
        byte[] hash = SHA_256.get().digest(text.getBytes(StandardCharsets.US_ASCII));
        int zeros = 0;
        for (byte octet : hash) {
            if (octet != 0) {
                return zeros + Integer.numberOfLeadingZeros(octet & 0xff) - (Integer.SIZE - Byte.SIZE);
            }
            zeros += Byte.SIZE;
        }
        return zeros;
    }
}
