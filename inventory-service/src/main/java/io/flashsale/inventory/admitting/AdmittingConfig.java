package io.flashsale.inventory.admitting;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the lines of open sales are kept. */
@ConfigMapping(prefix = "flashsale.admitting")
public interface AdmittingConfig {

    /** The pause between two looks; with the looks themselves well under a tenth of a second. */
    @WithDefault("50ms")
    Duration pause();

    /** How long an entry that the broker has acknowledged may take to be read back before it is sent again. */
    @WithDefault("2s")
    Duration readBackWithin();
}
