package io.flashsale.inventory.redis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How Redis is reached. */
@ConfigMapping(prefix = "flashsale.redis")
public interface RedisConfig {

    /** The longest wait for any answer of Redis; shorter than a click's deadline. */
    @WithDefault("1500ms")
    Duration timeout();

    /** Connections that are kept; calls are spread over them and do not wait for each other's answers. */
    @WithDefault("8")
    int connections();

    /** The pause before a lost connection is made anew; it doubles with every failure. */
    @WithDefault("50ms")
    Duration reconnectAfter();

    /** The longest such pause. */
    @WithDefault("1s")
    Duration longestPause();

    /** How often a connection is made to speak, so that one that leads nowhere is noticed. */
    @WithDefault("1s")
    Duration keepAlive();
}
