package io.flashsale.payment.provider;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the simulated card provider behaves. */
@ConfigMapping(prefix = "flashsale.provider")
interface ProviderConfig {

    /** How long every call takes before the provider's books are touched. */
    @WithDefault("50ms")
    Duration latency();

    /** How long after the end of the hold the card {@code 4000000000009995} succeeds. */
    @WithDefault("1s")
    Duration lateBy();

    /** Threads that keep the provider's books; each uses one database connection while it works. */
    @WithDefault("6")
    int threads();
}
