package io.flashsale.edge.buying;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of the way from an admitted click to its answer. */
@ConfigMapping(prefix = "flashsale.buying")
public interface BuyingConfig {

    /** The most clicks merged into one call; inventory-service takes no more than 512. */
    @WithDefault("256")
    int maxBatch();

    /**
     * The calls that one event loop makes for one sale at a time. With one, a service whose calls take 30 ms on their way
     * stands idle under five times its load; more than a few make small batches of what one call could carry.
     */
    @WithDefault("4")
    int maxCalls();

    /** The most clicks of one sale that wait on one event loop; the next is told "sold out for now". */
    @WithDefault("4096")
    int maxWaiting();

    /** How long after the click stock may still be taken for it. */
    @WithDefault("6s")
    Duration deadline();

    /** How long the edge waits for a batch's answers; longer than the deadline, so that no answer is missed. */
    @WithDefault("8s")
    Duration answerTimeout();

    /** Connections to inventory-service; each event loop needs {@link #maxCalls} for each sale it is busy with. */
    @WithDefault("64")
    int connections();
}
