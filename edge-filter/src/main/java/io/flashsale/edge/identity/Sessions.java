package io.flashsale.edge.identity;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * Signed sessions: {@code s1.userId.expirySeconds.generation.signature}, sent as bearer token; a privileged buyer's begins
 * with {@code s1p} instead.
 *
 * <p>The demo's sign-in believes any name; the same name is always the same user. A production edge would check OIDC
 * tokens here instead.
 */
@Singleton
public final class Sessions {

    private static final String ORDINARY = "s1.";
    private static final String PRIVILEGED = "s1p.";
    private static final String BEARER = "Bearer ";
    private static final int LONGEST = 256;

    private final SignedToken tokens;
    private final IdentityConfig config;
    private final Clock clock;

    Sessions(IdentityConfig config, Clock clock) {
        this.tokens = new SignedToken(config, "session");
        this.config = config;
        this.clock = clock;
    }

    /** A session as the contract answers it. */
    public record Session(String token, String userId, Instant expiresAt) {}

    /** Opens a session for a name. */
    public Session open(String user) {
        return open(user, false);
    }

    /** Opens a session for a name; {@code privileged} buyers may use what is reserved under overload. */
    public Session open(String user, boolean privileged) {
        Instant expiresAt = clock.instant().plus(config.sessionLifetime()).truncatedTo(ChronoUnit.SECONDS);
        String userId = userIdOf(user);
        String token = tokens.sign((privileged ? PRIVILEGED : ORDINARY) + userId + '.' + expiresAt.getEpochSecond());
        return new Session(token, userId, expiresAt);
    }

    /** The user of an {@code Authorization} header; null when it is missing, forged or has run out. */
    public String userOf(String authorization) {
        if (claimedUserOf(authorization) == null) {
            return null;
        }
        String text = tokens.verify(authorization.substring(BEARER.length()));
        if (text == null) {
            return null;
        }
        int dot = text.lastIndexOf('.');
        long expiry = Long.parseLong(text, dot + 1, text.length(), 10);
        return expiry > clock.instant().getEpochSecond() ? text.substring(text.indexOf('.') + 1, dot) : null;
    }

    /** The user that an {@code Authorization} header claims, unchecked: good for a hint, never for a decision. */
    public String claimedUserOf(String authorization) {
        if (authorization == null
                || authorization.length() > LONGEST
                || !authorization.startsWith(BEARER)
                || !(authorization.startsWith(ORDINARY, BEARER.length()) || claimsPrivilege(authorization))) {
            return null;
        }
        int from = authorization.indexOf('.', BEARER.length()) + 1;
        int dot = authorization.indexOf('.', from);
        return dot < 0 ? null : authorization.substring(from, dot);
    }

    /** Whether an {@code Authorization} header claims a privileged session; true of one that {@link #userOf} accepts. */
    public static boolean claimsPrivilege(String authorization) {
        return authorization.startsWith(PRIVILEGED, BEARER.length());
    }

    private static String userIdOf(String user) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(user.getBytes(StandardCharsets.UTF_8));
            return "u" + HexFormat.of().formatHex(digest, 0, 10);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
