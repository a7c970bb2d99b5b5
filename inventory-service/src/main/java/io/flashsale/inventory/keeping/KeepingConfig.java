package io.flashsale.inventory.keeping;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a sale is prepared, told of and put away. */
@ConfigMapping(prefix = "flashsale.keeping")
public interface KeepingConfig {

    /** The pause between two looks at the sales; a change of stock is told of within it. */
    @WithDefault("50ms")
    Duration pause();

    /**
     * How long a slot has to be open before anybody is told: by then every instance has looked at MySQL and takes its
     * clicks too.
     */
    @WithDefault("300ms")
    Duration tellOpenAfter();

    /** How long before its opening a sale's slot is built, so that the first click finds it. */
    @WithDefault("60s")
    Duration prepareBefore();

    /** How often everybody hears the whole state again while nothing changes. */
    @WithDefault("1s")
    Duration repeatEvery();

    /** How long after its closing and last possible hold a sale is put away. */
    @WithDefault("30s")
    Duration putAwayAfter();
}
