package io.flashsale.payment.paying;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How payments are accepted and charged. */
@ConfigMapping(prefix = "flashsale.paying")
interface PayingConfig {

    /**
     * Secret of the fingerprints that recognise a repeated request; the same in every copy of the service. Changing it
     * makes repetitions of older requests look like other requests.
     */
    @WithDefault("${flashsale.service-token}")
    String fingerprintKey();

    /** Most charges between their 202 and the provider's answer; beyond it a payment is refused as unavailable. */
    @WithDefault("1024")
    int chargesInFlight();

    /** Threads that write down the provider's answers; each uses one database connection while it works. */
    @WithDefault("3")
    int recorders();

    /** How long an answer to a charge is waited for before its outcome counts as unknown. */
    @WithDefault("3s")
    Duration chargeTimeout();

    /** Most attempts on one order, so that an order is no bench for trying stolen cards. */
    @WithDefault("20")
    int attemptsPerOrder();
}
