package io.flashsale.launcher.fairness;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The ranks of a sale's buyers: HMAC-SHA-256 with the sale's key over {@code saleId|buyerId}. */
// Not infra/lottery's: an auditor who computes with the edges' own code would never find it wrong. One example binds
// both.
final class Ranks {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SAMPLE_MASK = 0xF;

    private final String saleId;
    private final Mac mac;

    /** @param key 32 bytes in hex */
    Ranks(String key, String saleId) {
        this.saleId = saleId;
        try {
            this.mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(key), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    /** The buyer's rank in [0, 1): the first 53 bits as a fraction. */
    double rankOf(String buyerId) {
        return (ByteBuffer.wrap(hash(buyerId)).getLong() >>> 11) * 0x1.0p-53;
    }

    /** Whether edges tell of decisions on this buyer: one buyer in 16, whom nobody can choose. */
    boolean isSampled(String buyerId) {
        byte[] hash = hash(buyerId);
        return (hash[hash.length - 1] & SAMPLE_MASK) == 0;
    }

    private byte[] hash(String buyerId) {
        return mac.doFinal((saleId + '|' + buyerId).getBytes(StandardCharsets.UTF_8));
    }
}
