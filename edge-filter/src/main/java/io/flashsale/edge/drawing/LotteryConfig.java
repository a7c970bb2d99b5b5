package io.flashsale.edge.drawing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How this edge takes part in the lottery: what it tells of demand and of its decisions. */
@ConfigMapping(prefix = "flashsale.lottery")
public interface LotteryConfig {

    /** The name under which this edge tells of its decisions, at most 64 characters; without one it makes up its own. */
    Optional<String> edgeName();

    /**
     * How long a starting edge is not ready because it has not read the published lines yet. After that it is ready anyway,
     * and admits nobody to a lottery whose line it has not heard of.
     */
    @WithDefault("20s")
    Duration startPatience();

    /** The pause between two reports of demand. */
    @WithDefault("100ms")
    Duration reportPause();

    /** How often all that is known of a sale's demand is told again, in case Redis has lost it. */
    @WithDefault("5s")
    Duration repeatDemandAfter();

    /** How long inventory-service may take for a report. */
    @WithDefault("2s")
    Duration reportTimeout();

    /** The most sampled decisions that wait to be sent; more are dropped and counted. */
    @WithDefault("4096")
    int maxWaitingDecisions();
}
