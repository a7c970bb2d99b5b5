package io.flashsale.inventory.rebuilding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a sale's slot is built again from MySQL. */
@ConfigMapping(prefix = "flashsale.rebuilding")
public interface RebuildingConfig {

    /** The most units that may be reserved but not yet in MySQL; above it clicks are told "sold out for now". */
    @WithDefault("20000")
    int maxUnconfirmedUnits();

    /** The shortest time between two rebuilds of one sale. */
    @WithDefault("2s")
    Duration restBetween();

    /** The pause before it is asked again whether MySQL has all orders, and the first one before a failed step. */
    @WithDefault("200ms")
    Duration retryPause();

    /** The longest pause before a step is tried again whose dependency does not answer. */
    @WithDefault("2s")
    Duration longestPause();

    /** Orders loaded by one script call. */
    @WithDefault("500")
    int page();
}
