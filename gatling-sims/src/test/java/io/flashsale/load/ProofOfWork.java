package io.flashsale.load;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;

/**
 * The work that a challenge asks for, really done: a number such that SHA-256 of {@code token:number} begins with so many zero
 * bits, found by trying one after the other, as the page's worker does.
 */
final class ProofOfWork {
    /** What the page's worker does on a phone of middling age; on a desk it is some times as fast. */
    private static final int BROWSER_HASHES_PER_SECOND = 400_000;

    private static final int HASH_BYTES = 32;

    private ProofOfWork() {}

    /**
     * A solution.
     *
     * @param number in decimal
     * @param hashes that it took to find
     */
    record Solution(String number, long hashes) {
        /** How long the page's worker takes for so many. */
        Duration inABrowser() {
            return Duration.ofMillis(hashes * 1_000 / BROWSER_HASHES_PER_SECOND);
        }
    }

    /** Solves a challenge. Takes a processor for 2^bits hashes, on average; ends early without a solution when interrupted. */
    static Solution solve(String token, int bits) throws InterruptedException {
        byte[] prefix = (token + ':').getBytes(StandardCharsets.US_ASCII);
        MessageDigest sha256 = sha256();
        byte[] hash = new byte[HASH_BYTES];
        for (long number = 0; ; number++) {
            String text = Long.toString(number);
            if (zeros(sha256, prefix, text, hash) >= bits) {
                return new Solution(text, number + 1);
            }
            if (number % 1_000 == 0 && Thread.interrupted()) {
                throw new InterruptedException("nobody waits for this solution any more");
            }
        }
    }

    /** With how many zero bits SHA-256 of {@code token:number} begins. */
    static int zeros(String token, String number) {
        return zeros(sha256(), (token + ':').getBytes(StandardCharsets.US_ASCII), number, new byte[HASH_BYTES]);
    }

    private static int zeros(MessageDigest sha256, byte[] prefix, String number, byte[] hash) {
        sha256.update(prefix);
        sha256.update(number.getBytes(StandardCharsets.US_ASCII));
        try {
            sha256.digest(hash, 0, HASH_BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 fits into 32 bytes", e);
        }
        int zeros = 0;
        for (byte octet : hash) {
            if (octet != 0) {
                return zeros + Integer.numberOfLeadingZeros(octet & 0xff) - (Integer.SIZE - Byte.SIZE);
            }
            zeros += Byte.SIZE;
        }
        return zeros;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
