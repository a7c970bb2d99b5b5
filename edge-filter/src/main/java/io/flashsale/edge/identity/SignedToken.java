package io.flashsale.edge.identity;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs and checks short texts with HMAC-SHA-256: {@code text.generation.signature}.
 *
 * <p>The text is readable on purpose, so that a filter can look at a claim before it pays for the check. Each kind of
 * token has a key of its own, derived from the installation's secret; every edge derives the same ones and none keeps
 * state. One {@code Mac} per thread, because making one costs more than using it.
 *
 * <p>The generation names the key. The current secret's key signs; the keys of previous secrets still check what they
 * signed, so that a change of secrets ends nobody's session or pass.
 */
public final class SignedToken {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /** The current one first. */
    private final Generation[] generations;

    /** For tokens of one kind, such as {@code pass}. */
    public SignedToken(IdentityConfig config, String kind) {
        this(kind, config.signingSecret(), config.previousSigningSecrets().orElse(List.of()));
    }

    SignedToken(String kind, String secret, List<String> previousSecrets) {
        IdentityConfig.demandLong("signing-secret", secret);
        if (previousSecrets.size() > IdentityConfig.MOST_PREVIOUS_SECRETS) {
            throw new IllegalArgumentException("flashsale.previous-signing-secrets: at most "
                    + IdentityConfig.MOST_PREVIOUS_SECRETS + " are kept, not " + previousSecrets.size());
        }
        previousSecrets.forEach(each -> IdentityConfig.demandLong("previous-signing-secrets", each));
        this.generations = Stream.concat(Stream.of(secret), previousSecrets.stream())
                .map(each -> new Generation(each, kind))
                .toArray(Generation[]::new);
    }

    /** Signs with the current key. */
    public String sign(String text) {
        return generations[0].sign(text);
    }

    /** The signed text; null when the signature is not ours. */
    public String verify(String token) {
        int signature = token.lastIndexOf('.');
        int generation = signature < 0 ? -1 : token.lastIndexOf('.', signature - 1);
        if (generation < 0) {
            return null;
        }
        for (Generation each : generations) {
            if (each.isNamed(token, generation + 1, signature)) {
                return each.hasSigned(token, signature) ? token.substring(0, generation) : null;
            }
        }
        return null;
    }

    /** The key of one secret, and its name: a digest of the key, which tells nothing of it. */
    private static final class Generation {
        private static final int NAME_BYTES = 4;

        private final String name;
        private final ThreadLocal<Mac> mac;

        Generation(String secret, String kind) {
            byte[] key = newMac(secret.getBytes(StandardCharsets.UTF_8)).doFinal(kind.getBytes(StandardCharsets.UTF_8));
            byte[] digest = newMac(key).doFinal("name of this generation".getBytes(StandardCharsets.UTF_8));
            this.name = HexFormat.of().formatHex(digest, 0, NAME_BYTES);
            this.mac = ThreadLocal.withInitial(() -> newMac(key));
        }

        String sign(String text) {
            String named = text + '.' + name;
            return named + '.' + new String(signature(named), StandardCharsets.ISO_8859_1);
        }

        boolean isNamed(String token, int from, int to) {
            return to - from == name.length() && token.startsWith(name, from);
        }

        boolean hasSigned(String token, int dot) {
            byte[] claimed = token.substring(dot + 1).getBytes(StandardCharsets.ISO_8859_1);
            return MessageDigest.isEqual(signature(token.substring(0, dot)), claimed);
        }

        private byte[] signature(String text) {
            return ENCODER.encode(mac.get().doFinal(text.getBytes(StandardCharsets.UTF_8)));
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
}
