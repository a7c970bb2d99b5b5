package io.flashsale.edge.admission;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What the filters go by. */
@ConfigMapping(prefix = "flashsale.admission")
public interface AdmissionConfig {

    /**
     * An open sale is heard of every second; after a silence this long its stock is unknown and the answer is "sold out
     * for now".
     */
    @WithDefault("5s")
    Duration longestSilence();
}
