package io.flashsale.edge.identity;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs and checks short texts with HMAC-SHA-256: {@code text.signature}.
 *
 * <p>The text is readable on purpose, so that a filter can look at a claim before it pays for the check. Each kind of
 * token has a key of its own, derived from the installation's secret; every edge derives the same ones and none keeps
 * state. One {@code Mac} per thread, because making one costs more than using it.
 */
final class SignedToken {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final ThreadLocal<Mac> mac;

    SignedToken(String secret, String kind) {
        byte[] key = newMac(secret.getBytes(StandardCharsets.UTF_8)).doFinal(kind.getBytes(StandardCharsets.UTF_8));
        this.mac = ThreadLocal.withInitial(() -> newMac(key));
    }

    String sign(String text) {
        return text + '.' + signature(text);
    }

    /** The signed text; null when the signature is not ours. */
    String verify(String token) {
        int dot = token.lastIndexOf('.');
        if (dot < 0) {
            return null;
        }
        String text = token.substring(0, dot);
        byte[] claimed = token.substring(dot + 1).getBytes(StandardCharsets.ISO_8859_1);
        byte[] expected = signature(text).getBytes(StandardCharsets.ISO_8859_1);
        return MessageDigest.isEqual(expected, claimed) ? text : null;
    }

    private String signature(String text) {
        return ENCODER.encodeToString(mac.get().doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Mac newMac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
