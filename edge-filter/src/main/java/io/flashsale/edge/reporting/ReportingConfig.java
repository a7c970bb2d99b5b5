package io.flashsale.edge.reporting;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the edge tells inventory-service of its load, by which automatic degradation goes. */
@ConfigMapping(prefix = "flashsale.reporting")
interface ReportingConfig {

    /** The pause between two reports; an edge that has had no clicks for 20 of them makes none. */
    @WithDefault("250ms")
    Duration pause();

    /** How long a report may take; the next one tells what it told, if it got no answer. */
    @WithDefault("1s")
    Duration timeout();
}
