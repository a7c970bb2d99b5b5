package io.flashsale.inventory.selling;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes the secrets that buyers' ranks follow from: nobody may guess one before the sale has closed. */
final class RankKeys {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RankKeys() {}

    /** A new key, in hex. */
    static String next() {
        byte[] key = new byte[BYTES];
        RANDOM.nextBytes(key);
        return HexFormat.of().formatHex(key);
    }
}
