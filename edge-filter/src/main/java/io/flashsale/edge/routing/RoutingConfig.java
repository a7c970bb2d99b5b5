package io.flashsale.edge.routing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the instances of the services are watched. */
@ConfigMapping(prefix = "flashsale.routing")
public interface RoutingConfig {

    /** How long to wait between two looks at the instances of a service. */
    @WithDefault("1s")
    Duration healthInterval();

    /** How long an instance may take to say that it is ready; one that takes longer is left out. */
    @WithDefault("2s")
    Duration healthTimeout();
}
