package io.flashsale.order.sending;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How patient sending to Kafka is. */
@ConfigMapping(prefix = "flashsale.sending")
interface SendingConfig {

    /** How long one call waits for its acknowledgements before its caller backs off and tries again. */
    @WithDefault("8s")
    Duration timeout();

    /** Bytes of events that may wait to be sent; a full buffer makes callers wait. */
    @WithDefault("8388608")
    long bufferBytes();
}
