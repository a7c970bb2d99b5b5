package io.flashsale.edge.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who may do what, and for how long. */
@ConfigMapping(prefix = "flashsale")
public interface IdentityConfig {

    /** The secret that sessions and passes are signed with; the same on every edge, at least 16 characters. */
    String signingSecret();

    /**
     * Secrets that were the signing secret before, separated by commas: what they signed is still good, nothing more is
     * signed with them. To be taken away once no session of theirs can be left; see docs/runbook.md.
     */
    Optional<List<String>> previousSigningSecrets();

    /** What an operator sends as bearer token, at least 16 characters. */
    String adminToken();

    /** How long a sign-in lasts. */
    @WithDefault("12h")
    Duration sessionLifetime();

    /** How long a purchase pass lasts, at most until the sale closes. */
    @WithDefault("10m")
    Duration passLifetime();
}
