package io.flashsale.lottery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The ranks of one sale's buyers: numbers in [0, 1) that follow from the sale's secret key and the buyer's id alone, so
 * that every edge knows the same rank and no click changes it.
 *
 * <p>A draw is what matters of HMAC-SHA-256 over {@code saleId|buyerId}, in one {@code long}. Its upper 53 bits are the
 * first ones and the rank, exactly as a {@code double} can hold them; its lowest four are the last ones, which the rank
 * does not see, and choose whose decisions are sampled. One {@code Mac} per thread, because making one costs more than
 * using it.
 */
public final class Ranks {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");
    /** One of 16 buyers. */
    private static final long SAMPLE_MASK = 0xF;

    private static final double ONE_STEP = 0x1p-53;

    private final byte[] prefix;
    private final ThreadLocal<Mac> mac;

    private Ranks(String saleId, byte[] key) {
        this.prefix = (saleId + '|').getBytes(StandardCharsets.UTF_8);
        this.mac = ThreadLocal.withInitial(() -> newMac(key));
    }

    /** The ranks of a sale; the key is 32 bytes in hex. */
    public static Ranks of(String saleId, String keyHex) {
        return new Ranks(saleId, bytes(keyHex));
    }

    /** Whether this is 32 bytes in hex. */
    public static boolean isKey(String keyHex) {
        return keyHex != null && KEY.matcher(keyHex).matches();
    }

    /** What is shown of a key before the sale has closed: its SHA-256 in hex. */
    public static String commitment(String keyHex) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(keyHex)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The buyer's draw. */
    public long draw(String buyerId) {
        Mac own = mac.get();
        own.update(prefix);
        byte[] code = own.doFinal(buyerId.getBytes(StandardCharsets.UTF_8));
        long draw = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            draw = draw << Byte.SIZE | code[i] & 0xFF;
        }
        return draw & ~SAMPLE_MASK | code[code.length - 1] & SAMPLE_MASK;
    }

    /** The rank that a draw gives: from 0 (first to be admitted) to just under 1. */
    public static double rank(long draw) {
        return (draw >>> 11) * ONE_STEP;
    }

    /** Whether the draw belongs to the one buyer in 16 whose decisions are sampled, whatever the rank. */
    public static boolean isSampled(long draw) {
        return (draw & SAMPLE_MASK) == 0;
    }

    private static byte[] bytes(String keyHex) {
        if (!isKey(keyHex)) {
            throw new IllegalArgumentException("A rank key is 32 bytes in hex");
        }
        return HexFormat.of().parseHex(keyHex);
    }

    private static Mac newMac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
