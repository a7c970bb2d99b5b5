package io.flashsale.order.consuming;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a batch that cannot be processed for now is tried again. */
@ConfigMapping(prefix = "flashsale.consuming")
interface ConsumingConfig {

    /** The pause before the first repetition; it doubles with each one. */
    @WithDefault("100ms")
    Duration firstBackoff();

    /** The longest pause, and so the longest delay after the trouble has gone. */
    @WithDefault("3s")
    Duration maxBackoff();

    /** How long a stop of the service waits for the batches that have been begun. */
    @WithDefault("3s")
    Duration stopLimit();
}
