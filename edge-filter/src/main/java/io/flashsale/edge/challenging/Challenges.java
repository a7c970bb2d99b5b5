package io.flashsale.edge.challenging;

import io.flashsale.edge.identity.IdentityConfig;
import io.flashsale.edge.identity.SignedToken;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * Proof-of-work challenges: {@code c1.saleId.userId.bits.expirySeconds.nonce.generation.signature}.
 *
 * <p>An edge keeps nothing of a challenge until it is redeemed; any edge can check any. It is redeemed once at each edge,
 * because edges do not tell each other: what a second edge gives for it is a pass for the same buyer and sale, which lasts
 * longer than the first one by no more than the challenge's lifetime.
 */
@Singleton
public final class Challenges {

    private static final int LONGEST = 256;
    private static final int NONCE_BYTES = 12;

    private final SignedToken tokens;
    private final ChallengeConfig config;
    private final Clock clock;
    private final SpentNonces spent;
    private final SecureRandom random = new SecureRandom();

    Challenges(IdentityConfig identity, ChallengeConfig config, Clock clock, MeterRegistry metrics) {
        this.tokens = new SignedToken(identity, "challenge");
        this.config = config;
        this.clock = clock;
        this.spent = new SpentNonces(config.lifetime().toMillis(), config.maxSpent());
        Gauge.builder("flashsale.edge.challenges.spent", spent, SpentNonces::size)
                .description("Redeemed challenges that are remembered")
                .register(metrics);
    }

    /**
     * A challenge as the contract answers it: to be solved by a number such that SHA-256 of {@code token:number} begins
     * with so many zero bits.
     */
    public record Challenge(String algorithm, String token, int bits, Instant expiresAt) {}

    /** What a solution is worth. */
    public sealed interface Verdict {}

    /** Solved, in time and for the first time: work of so many bits. */
    public record Proved(int bits) implements Verdict {}

    /** Ours, but solved too late or redeemed before: another one is due. */
    public record Stale() implements Verdict {}

    /** Too many have been redeemed lately. */
    public record NoRoom() implements Verdict {}

    /** Not ours, not this buyer's, or not solved; {@code field} says which field is wrong. */
    public record Wrong(String field, String message) implements Verdict {}

    /** Makes a challenge that only this buyer can redeem, for this sale. */
    public Challenge pose(String saleId, String userId, int bits) {
        Instant expiresAt = clock.instant().plus(config.lifetime()).truncatedTo(ChronoUnit.SECONDS);
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        String claims =
                bits + "." + expiresAt.getEpochSecond() + '.' + HexFormat.of().formatHex(nonce);
        return new Challenge("sha-256", tokens.sign(owner(saleId, userId) + claims), bits, expiresAt);
    }

    /** Looks at a solution and, if it is good, redeems the challenge. */
    public Verdict redeem(String saleId, String userId, String token, String number) {
        String owner = owner(saleId, userId);
        String text = token.length() <= LONGEST && token.startsWith(owner) ? tokens.verify(token) : null;
        if (text == null) {
            return new Wrong("challenge", "must be the token of a challenge that this buyer got for this sale");
        }
        String[] claims = text.substring(owner.length()).split("\\.");
        int bits = Integer.parseInt(claims[0]);
        if (!ProofOfWork.isSolution(token, number, bits)) {
            return new Wrong("solution", "must be a number that solves the challenge");
        }
        if (Long.parseLong(claims[1]) <= clock.instant().getEpochSecond()) {
            return new Stale();
        }
        return switch (spent.spend(claims[2], clock.millis())) {
            case SPENT_NOW -> new Proved(bits);
            case SPENT_BEFORE -> new Stale();
            case NO_ROOM -> new NoRoom();
        };
    }

    private static String owner(String saleId, String userId) {
        return "c1." + saleId + '.' + userId + '.';
    }
}
