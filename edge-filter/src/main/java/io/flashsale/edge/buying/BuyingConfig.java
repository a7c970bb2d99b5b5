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

    /** The most clicks of one sale that wait on one event loop; the next is told "sold out for now". */
    @WithDefault("4096")
    int maxWaiting();

    /** How long after the click stock may still be taken for it. */
    @WithDefault("6s")
    Duration deadline();

    /** How long the edge waits for a batch's answers; longer than the deadline, so that no answer is missed. */
    @WithDefault("8s")
    Duration answerTimeout();

    /** Connections to inventory-service; each event loop needs one for each sale it is busy with. */
    @WithDefault("32")
    int connections();
}
