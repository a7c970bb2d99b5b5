package io.flashsale.edge.identity;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Purchase passes: {@code p2.saleId.userId.issuedMillis.expirySeconds.provedBits.generation.signature}.
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
        this.tokens = new SignedToken(config, "pass");
        this.config = config;
        this.clock = clock;
    }

    /** A pass as the contract answers it. */
    public record Pass(String pass, Instant expiresAt) {}

    /**
     * What a good pass says of itself.
     *
     * @param issuedMillis when it was made, in epoch milliseconds of the edge that made it
     * @param provedBits how hard the work was that its buyer did for it, in bits; 0 for none
     */
    public record Claims(long issuedMillis, int provedBits) {}

    /** Makes a pass for a sale that is open until {@code closesAt}, for which no work was done. */
    public Pass issue(String saleId, String userId, Instant closesAt) {
        return issue(saleId, userId, closesAt, 0);
    }

    /** Makes a pass for a sale that is open until {@code closesAt}, whose buyer has done work of so many bits. */
    public Pass issue(String saleId, String userId, Instant closesAt, int provedBits) {
        Instant now = clock.instant();
        Instant wished = now.plus(config.passLifetime());
        Instant expiresAt = (wished.isBefore(closesAt) ? wished : closesAt).truncatedTo(ChronoUnit.SECONDS);
        String claims = now.toEpochMilli() + "." + expiresAt.getEpochSecond() + '.' + provedBits;
        return new Pass(tokens.sign(owner(saleId, userId) + claims), expiresAt);
    }

    /** What a pass says that was made by us for this buyer and sale and has not run out; null of any other. */
    public Claims read(String pass, String saleId, String userId) {
        if (pass.length() > LONGEST) {
            return null;
        }
        String owner = owner(saleId, userId);
        // Cheaper than the check of the signature, which decides.
        String text = pass.startsWith(owner) ? tokens.verify(pass) : null;
        if (text == null) {
            return null;
        }
        int expiry = text.indexOf('.', owner.length()) + 1;
        int provedBits = text.indexOf('.', expiry) + 1;
        long expirySeconds = Long.parseLong(text, expiry, provedBits - 1, 10);
        return expirySeconds > clock.instant().getEpochSecond()
                ? new Claims(
                        Long.parseLong(text, owner.length(), expiry - 1, 10),
                        Integer.parseInt(text, provedBits, text.length(), 10))
                : null;
    }

    private static String owner(String saleId, String userId) {
        return "p2." + saleId + '.' + userId + '.';
    }
}
