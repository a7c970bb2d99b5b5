package io.flashsale.edge.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who may do what, and for how long. */
@ConfigMapping(prefix = "flashsale")
public interface IdentityConfig {

    /** An edge with a shorter secret does not start: who guesses one can sign in as anybody. */
    int SHORTEST_SECRET = 16;

    /** The most previous secrets: each is one more that must not be guessed. */
    int MOST_PREVIOUS_SECRETS = 4;

    /** The secret that sessions and passes are signed with; the same on every edge, at least {@value #SHORTEST_SECRET} characters. */
    String signingSecret();

    /**
     * At most {@value #MOST_PREVIOUS_SECRETS} secrets that were the signing secret before, separated by commas: what they signed is still good, nothing more is
     * signed with them. To be taken away once no session of theirs can be left; see docs/runbook.md.
     */
    Optional<List<String>> previousSigningSecrets();

    /** What an operator sends as bearer token, at least {@value #SHORTEST_SECRET} characters. */
    String adminToken();

    /** How long a sign-in lasts. */
    @WithDefault("12h")
    Duration sessionLifetime();

    /** How long a purchase pass lasts, at most until the sale closes. */
    @WithDefault("10m")
    Duration passLifetime();

    /**
     * The secret of a setting.
     *
     * @throws IllegalArgumentException if it is too short; does not tell it
     */
    static String demandLong(String setting, String secret) {
        if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("flashsale." + setting + ": a secret must have at least "
                    + SHORTEST_SECRET + " characters, not " + secret.length());
        }
        return secret;
    }
}
