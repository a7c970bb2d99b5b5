package io.flashsale.edge.limiting;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * How often buyers, addresses, sales and classes of sources may click or ask for a pass, at this edge. Rates are written as
 * {@code 10/s burst 20}. Which networks are exempt is {@code flashsale.limits.unlimited-networks}, see {@link
 * io.flashsale.edge.addressing.AddressingConfig}.
 */
@ConfigMapping(prefix = "flashsale.limits")
public interface LimitsConfig {

    /** One buyer. More than anybody presses a button; a burst holds the pass and ten hasty clicks with room to spare. */
    @WithDefault("10/s burst 20")
    Rate buyer();

    /** One IPv4 address or IPv6 /64: a household, an office, or thousands behind a carrier's address. */
    @WithDefault("100/s burst 500")
    Rate address();

    /** One sale, so that one hot sale leaves room for others. Above what an edge answers on two cores. */
    @WithDefault("200000/s burst 200000")
    Rate sale();

    /** All clicks of a class of sources together. */
    SourceClasses sourceClasses();

    /** The most buyers whose buckets are kept, about 250 bytes each. */
    @WithDefault("50000")
    int maxBuyers();

    /** The most addresses whose buckets are kept. */
    @WithDefault("50000")
    int maxAddresses();

    /** See {@link LimitsConfig#sourceClasses()}. */
    interface SourceClasses {
        /** Clients that call the edge themselves. */
        @WithDefault("200000/s burst 200000")
        Rate direct();

        /** Clients that come through a trusted proxy. */
        @WithDefault("200000/s burst 200000")
        Rate trustedProxy();

        /** Clients that say they came through a proxy which is none of ours. */
        @WithDefault("5000/s burst 5000")
        Rate foreignProxy();

        /** Computers for hire. */
        @WithDefault("500/s burst 500")
        Rate datacenter();
    }
}
