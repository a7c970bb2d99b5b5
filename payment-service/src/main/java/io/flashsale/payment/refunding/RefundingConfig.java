package io.flashsale.payment.refunding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How persistently refunds are asked for. */
@ConfigMapping(prefix = "flashsale.refunding")
interface RefundingConfig {

    /** How often due refunds are looked for. */
    @WithDefault("300ms")
    Duration every();

    /** Pause after the first refund that failed; doubles with each further one. Above the time-out of an answer. */
    @WithDefault("4s")
    Duration firstPause();

    /** Longest pause between two tries; there is no last try. */
    @WithDefault("30s")
    Duration longestPause();

    /** Longest wait for one answer of the provider. */
    @WithDefault("3s")
    Duration askTimeout();

    /** Most refunds claimed at once. */
    @WithDefault("50")
    int batchSize();
}
