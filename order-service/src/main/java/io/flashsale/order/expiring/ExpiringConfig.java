package io.flashsale.order.expiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How promptly holds end. */
@ConfigMapping(prefix = "flashsale.expiring")
interface ExpiringConfig {

    /** The pause between two looks at the due index, and so the most by which a hold outlives its end at rest. */
    @WithDefault("200ms")
    Duration interval();

    /** Orders per look; a full look is followed by the next at once. */
    @WithDefault("200")
    int batch();
}
