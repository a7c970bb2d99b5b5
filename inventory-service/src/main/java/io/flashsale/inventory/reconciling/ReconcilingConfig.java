package io.flashsale.inventory.reconciling;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How Redis and MySQL are compared. */
@ConfigMapping(prefix = "flashsale.reconciling")
public interface ReconcilingConfig {

    /** The pause between two comparisons. */
    @WithDefault("5s")
    Duration interval();

    /** Every so many comparisons every single order is looked at, also when the sums agree. */
    @WithDefault("12")
    int thoroughEvery();

    /** Holds read from Redis with one command. */
    @WithDefault("500")
    int page();

    /** The rest after a rebuild that drift has asked for; it doubles as long as the drift stays. */
    @WithDefault("10s")
    Duration restAfterRebuild();

    /** The longest such rest. */
    @WithDefault("10m")
    Duration longestRest();
}
