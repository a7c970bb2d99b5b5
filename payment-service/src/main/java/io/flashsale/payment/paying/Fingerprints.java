package io.flashsale.payment.paying;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Recognises a repeated request without keeping what was in it.
 *
 * <p>A plain hash of a card number can be undone by trying all numbers, so the fingerprint is an HMAC-SHA-256 under a
 * secret. The payment's id goes into it: equal cards of different payments have different fingerprints.
 */
@ApplicationScoped
class Fingerprints {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "payment request fingerprint v1";

    private final SecretKeySpec key;

    @Inject
    Fingerprints(PayingConfig config) {
        this(config.fingerprintKey());
    }

    Fingerprints(String secret) {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("flashsale.paying.fingerprint-key must not be blank");
        }
        SecretKeySpec root = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        // A key of its own: the secret may be one that also serves elsewhere.
        this.key = new SecretKeySpec(mac(root).doFinal(PURPOSE.getBytes(StandardCharsets.UTF_8)), ALGORITHM);
    }

    /** 32 bytes that stand for what the command asks under this payment id. */
    byte[] of(String paymentId, PaymentCommand command) {
        Mac mac = mac(key);
        for (String part : new String[] {
            paymentId,
            command.buyerId(),
            command.orderId(),
            "card",
            command.card().number(),
            command.card().holder()
        }) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            // The length in front keeps neighbouring parts from flowing into each other.
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            mac.update(bytes);
        }
        return mac.doFinal();
    }

    /** Whether the command asks what the fingerprint of this payment stands for. */
    boolean matches(String paymentId, byte[] fingerprint, PaymentCommand command) {
        return MessageDigest.isEqual(fingerprint, of(paymentId, command));
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
