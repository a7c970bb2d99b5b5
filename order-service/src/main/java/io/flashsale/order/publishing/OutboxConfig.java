package io.flashsale.order.publishing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How eagerly the outbox is carried to Kafka. */
@ConfigMapping(prefix = "flashsale.outbox")
interface OutboxConfig {

    /** How often to look for rows that another copy left behind; our own commits wake the relay at once. */
    @WithDefault("1s")
    Duration interval();

    /** Rows per transaction; all of them wait for their acknowledgements together. */
    @WithDefault("200")
    int batch();

    /** How often the gauges of size and age are read. */
    @WithDefault("5s")
    Duration measureInterval();
}
