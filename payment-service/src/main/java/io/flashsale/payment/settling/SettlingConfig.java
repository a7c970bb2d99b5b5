package io.flashsale.payment.settling;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When the provider is asked about attempts it has not answered. */
@ConfigMapping(prefix = "flashsale.settling")
interface SettlingConfig {

    /** How often due attempts are looked for. */
    @WithDefault("300ms")
    Duration every();

    /** Age at which a pending attempt is asked about for the first time; its charge usually answers before. */
    @WithDefault("3s")
    Duration grace();

    /** Pause after the first question without a decision; doubles with each further one. */
    @WithDefault("1s")
    Duration firstPause();

    /** Longest pause between two questions; with many holds open it bounds the load on the provider. */
    @WithDefault("4s")
    Duration longestPause();

    /**
     * Age at which an attempt the provider has never heard of is closed there and fails. Above the longest wait of a charge
     * for its turn and its time-out.
     */
    @WithDefault("30s")
    Duration abandonAfter();

    /** Longest wait for one answer of the provider. */
    @WithDefault("3s")
    Duration askTimeout();

    /** Most attempts claimed at once. */
    @WithDefault("50")
    int batchSize();
}
