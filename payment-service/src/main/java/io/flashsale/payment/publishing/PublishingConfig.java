package io.flashsale.payment.publishing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events leave the outbox. */
@ConfigMapping(prefix = "flashsale.publishing")
interface PublishingConfig {

    /** How often the relay looks by itself, for entries another copy wrote or an earlier try could not send. */
    @WithDefault("500ms")
    Duration pollInterval();

    /** Most entries sent before their acknowledgements are waited for; below the channel's buffer of 128. */
    @WithDefault("100")
    int batchSize();

    /** Longest wait for a batch's acknowledgements; above the producer's own delivery time-out. */
    @WithDefault("15s")
    Duration ackTimeout();
}
