package io.flashsale.edge.challenging;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Solves challenges as the page does, by trying; written apart from what checks them. */
public final class Solver {

    private Solver() {}

    /** The least number such that SHA-256 of {@code token:number} begins with so many zero bits. */
    public static int solve(String token, int bits) {
        int number = 0;
        while (leadingZeros(token, number) < bits) {
            number++;
        }
        return number;
    }

    static int leadingZeros(String token, int number) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((token + ":" + number).getBytes(StandardCharsets.UTF_8));
            return 256 - new BigInteger(1, hash).bitLength();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
