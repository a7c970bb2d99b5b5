package io.flashsale.edge.admission;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What the filters go by. */
@ConfigMapping(prefix = "flashsale.admission")
public interface AdmissionConfig {

    /**
     * An open sale is heard of every second; after a silence this long the answer is "sold out for now". Longer than an
     * outage of Kafka that the outbox rides out: until then what was heard last only lets more clicks through than need
     * be, and inventory-service decides each of them by Redis.
     */
    @WithDefault("90s")
    Duration longestSilence();
}
