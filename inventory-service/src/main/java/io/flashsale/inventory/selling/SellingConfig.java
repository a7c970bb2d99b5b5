package io.flashsale.inventory.selling;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How this instance keeps up with the sales. */
@ConfigMapping(prefix = "flashsale.selling")
public interface SellingConfig {

    /** The pause between two looks at MySQL for what other instances have changed. */
    @WithDefault("100ms")
    Duration refreshPause();
}
