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

    /** Charges that the provider is asked for at a time; the others wait for their turn. */
    @WithDefault("12")
    int chargesAtOnce();

    /** Requests that are worked on at a time; the others wait for their turn. */
    @WithDefault("24")
    int requestsAtOnce();

    /** Longest wait of a request for its turn; then it is refused as unavailable, before anything was done for it. */
    @WithDefault("3s")
    Duration requestTurn();

    /** Threads that write down the provider's answers; each uses one database connection while it works. */
    @WithDefault("3")
    int recorders();

    /** How long an answer to a charge is waited for before its outcome counts as unknown. */
    @WithDefault("6s")
    Duration chargeTimeout();

    /** How long a stop of the service waits for the charges in flight. */
    @WithDefault("3s")
    Duration stopLimit();

    /** Most attempts on one order, so that an order is no bench for trying stolen cards. */
    @WithDefault("20")
    int attemptsPerOrder();
}
