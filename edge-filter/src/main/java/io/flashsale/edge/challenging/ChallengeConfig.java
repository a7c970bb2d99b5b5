package io.flashsale.edge.challenging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The work that who looks like a bot is asked for; see docs/adr/0015. */
@ConfigMapping(prefix = "flashsale.challenge")
public interface ChallengeConfig {

    /** How long a challenge may be solved; at least what the hardest takes on the slowest phone. */
    @WithDefault("2m")
    Duration lifetime();

    /** The most solved challenges that are remembered until they run out, about 80 bytes each; beyond, 429. */
    @WithDefault("100000")
    int maxSpent();
}
