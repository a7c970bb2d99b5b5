package io.flashsale.order.streaming;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How buyers hear of changes. */
@ConfigMapping(prefix = "flashsale.streaming")
interface StreamingConfig {

    /** Streams open at once on one instance; further ones get 503 and the page fetches instead. */
    @WithDefault("5000")
    int maxStreams();

    /** How often every order that is listened to is read again, should its event have been missed. */
    @WithDefault("2s")
    Duration rereadInterval();

    /** Silence after which a comment is sent, shorter than the idle time-out of usual proxies. */
    @WithDefault("15s")
    Duration heartbeat();

    /** Age at which a stream ends whatever happens; the page opens the next one. */
    @WithDefault("30m")
    Duration maxAge();
}
