package io.flashsale.inventory.reserving;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits of the reservation path. */
@ConfigMapping(prefix = "flashsale.reserving")
public interface ReservingConfig {

    /** The most clicks one call may carry; bounds how long one script keeps Redis busy. */
    @WithDefault("512")
    int maxBatch();

    /** For tests of overload: how many clicks this copy takes per second, one after the other; 0 for as many as it can. */
    @WithDefault("0")
    int clicksPerSecond();
}
