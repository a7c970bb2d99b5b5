package io.flashsale.edge.tailing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the edge learns of orders that were made at other edges, or before it was started. */
@ConfigMapping(prefix = "flashsale.tail")
interface TailConfig {

    /**
     * How long a starting edge is not ready because it has not read yet what there was at its start. After that it is
     * ready anyway: an edge that answers some repeated clicks with "sold out" is better than none.
     */
    @WithDefault("20s")
    Duration startPatience();
}
