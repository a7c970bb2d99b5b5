package io.flashsale.edge.identity;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Purchase passes: {@code p1.saleId.userId.expirySeconds.signature}.
 *
 * <p>A pass is made only once the sale is open, so a Buy cannot be prepared in advance; it is good for its buyer and
 * sale alone, and as often as needed until it runs out.
 */
@Singleton
public final class Passes {

    private static final int LONGEST = 256;

    private final SignedToken tokens;
    private final IdentityConfig config;
    private final Clock clock;

    Passes(IdentityConfig config, Clock clock) {
        this.tokens = new SignedToken(config.signingSecret(), "pass");
        this.config = config;
        this.clock = clock;
    }

    /** A pass as the contract answers it. */
    public record Pass(String pass, Instant expiresAt) {}

    /** Makes a pass for a sale that is open until {@code closesAt}. */
    public Pass issue(String saleId, String userId, Instant closesAt) {
        Instant wished = clock.instant().plus(config.passLifetime());
        Instant expiresAt = (wished.isBefore(closesAt) ? wished : closesAt).truncatedTo(ChronoUnit.SECONDS);
        String pass = tokens.sign(claims(saleId, userId) + expiresAt.getEpochSecond());
        return new Pass(pass, expiresAt);
    }

    /** Whether the pass was made by us for this buyer and sale, and has not run out. */
    public boolean isGood(String pass, String saleId, String userId) {
        if (pass.length() > LONGEST) {
            return false;
        }
        String text = tokens.verify(pass);
        String claims = claims(saleId, userId);
        return text != null
                && text.startsWith(claims)
                && Long.parseLong(text, claims.length(), text.length(), 10)
                        > clock.instant().getEpochSecond();
    }

    private static String claims(String saleId, String userId) {
        return "p1." + saleId + '.' + userId + '.';
    }
}
