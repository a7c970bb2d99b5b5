package io.flashsale.edge.addressing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Which networks are whose. Lists of CIDR ranges, separated by commas. */
@ConfigMapping(prefix = "flashsale")
public interface AddressingConfig {

    /**
     * Proxies whose {@code X-Forwarded-For} is believed; none by default. Name the proxies' own addresses and nothing that
     * a client could come from: who is listed here may claim any address.
     */
    Optional<List<Network>> trustedProxies();

    /** Networks of computers for hire, from which few people shop; see {@link SourceClass#DATACENTER}. */
    Optional<List<Network>> datacenterNetworks();

    /** The limits, as far as they concern networks. */
    Limits limits();

    /** See {@link AddressingConfig#limits()}. */
    interface Limits {
        /**
         * Networks that no limit by address or source class holds for, nor the count of accounts per address, nor haste at
         * the opening: by default this machine itself, from which tests send whole crowds.
         */
        @WithDefault("127.0.0.0/8,::1/128")
        List<Network> unlimitedNetworks();
    }
}
