package io.flashsale.inventory.relaying;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the outbox reaches Kafka. */
@ConfigMapping(prefix = "flashsale.relaying")
public interface RelayingConfig {

    /** Entries sent and acknowledged together. */
    @WithDefault("1000")
    int batch();

    /** How long a sale's relay keeps its lease without renewing it; the pause after one was killed. */
    @WithDefault("3s")
    Duration leaseTime();

    /** The longest nap between two looks at an outbox; reservations of this instance wake the relay at once. */
    @WithDefault("50ms")
    Duration idlePause();

    /**
     * The shortest time from one batch to the next while batches are not full. Every batch costs a send, a transaction of
     * order-service and the events that follow, whatever is in it: single reservations, each at once, keep two cores as
     * busy at 60 a second as batches do at several times that. A lone reservation never waits.
     */
    @WithDefault("25ms")
    Duration beat();

    /** How long a batch may take to be acknowledged by the broker. */
    @WithDefault("15s")
    Duration sendTimeout();

    /** A hold that has been unconfirmed for so long is sent again; duplicates do no harm. */
    @WithDefault("10s")
    Duration resendAfter();
}
