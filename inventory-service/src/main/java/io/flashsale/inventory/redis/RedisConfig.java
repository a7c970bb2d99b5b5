package io.flashsale.inventory.redis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long Redis may take. */
@ConfigMapping(prefix = "flashsale.redis")
public interface RedisConfig {

    /** The longest wait for any answer of Redis; shorter than a click's deadline. */
    @WithDefault("1500ms")
    Duration timeout();
}
