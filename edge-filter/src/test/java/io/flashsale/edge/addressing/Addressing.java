package io.flashsale.edge.addressing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Origins for tests of other packages. */
public final class Addressing {

    private Addressing() {}

    /** As configured by default: no proxy is trusted, and this machine has no limits. */
    public static Origins byDefault() {
        return new Origins(config("", "", "127.0.0.0/8,::1/128"));
    }

    /** Trusts these networks; none is without limits. */
    public static Origins trusting(String networks) {
        return new Origins(config(networks, "", ""));
    }

    static AddressingConfig config(String trusted, String datacenters, String unlimited) {
        return new AddressingConfig() {
            @Override
            public Optional<List<Network>> trustedProxies() {
                return Optional.of(networks(trusted));
            }

            @Override
            public Optional<List<Network>> datacenterNetworks() {
                return Optional.of(networks(datacenters));
            }

            @Override
            public Limits limits() {
                return () -> networks(unlimited);
            }
        };
    }

    private static List<Network> networks(String list) {
        return Arrays.stream(list.split(","))
                .filter(text -> !text.isEmpty())
                .map(Network::of)
                .toList();
    }
}
