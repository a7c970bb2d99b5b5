package io.flashsale.edge.switching;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the edge hears of the operator's switches. */
@ConfigMapping(prefix = "flashsale.switching")
interface SwitchingConfig {

    /**
     * How long a starting edge is not ready because it has not read the switches yet. After that it is ready anyway, with
     * every switch that it has not heard of at its default.
     */
    @WithDefault("20s")
    Duration startPatience();
}
