package io.flashsale.page;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * Proof of work as the public contract asks for it, and as this JDK's SHA-256 checks it.
 *
 * @param bits zero bits that the hash is to begin with
 */
record StubChallenge(String token, int bits) {

    /** One that takes whoever counts up from 0 at least so many tries. */
    static StubChallenge taking(int tries, int bits) {
        StubChallenge drawn = new StubChallenge("c1.lamp.Ada." + System.nanoTime(), bits);
        for (int number = 0; number < tries; number++) {
            if (drawn.isSolvedBy(Integer.toString(number))) {
                return taking(tries, bits);
            }
        }
        return drawn;
    }

    boolean isSolvedBy(String number) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((token + ":" + number).getBytes(StandardCharsets.US_ASCII));
            return new BigInteger(1, hash).bitLength() <= 256 - bits;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String toJson() {
        return "{\"challenge\":{\"algorithm\":\"sha-256\",\"token\":\"" + token + "\",\"bits\":" + bits
                + ",\"expiresAt\":\"" + Instant.now().plusSeconds(120) + "\"}}";
    }
}
