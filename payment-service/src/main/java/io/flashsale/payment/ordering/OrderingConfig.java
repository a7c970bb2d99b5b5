package io.flashsale.payment.ordering;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How this service hears of orders. */
@ConfigMapping(prefix = "flashsale.ordering")
interface OrderingConfig {

    /** First pause after a transient failure to take in events; doubles with each further failure. */
    @WithDefault("200ms")
    Duration firstPause();

    /** Longest pause between two tries. */
    @WithDefault("5s")
    Duration longestPause();

    /** Longest wait for Kafka to take a dead letter. */
    @WithDefault("15s")
    Duration deadLetterTimeout();

    /** Longest wait for Kafka to take offsets. */
    @WithDefault("10s")
    Duration commitTimeout();

    /** How long a stop of the service waits for the poll that has been begun. */
    @WithDefault("3s")
    Duration stopLimit();

    /** Most questions to order-service at the same time; each holds a request thread for up to a second. */
    @WithDefault("16")
    int concurrentLookups();

    /** Longest wait for one's turn to ask; with order-service well, a turn comes within milliseconds. */
    @WithDefault("1s")
    Duration lookupTurn();
}
