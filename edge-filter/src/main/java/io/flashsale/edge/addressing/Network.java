package io.flashsale.edge.addressing;

import java.util.List;

/** A range of addresses in CIDR notation, such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}; one address alone is a range too. */
public final class Network {

    private final Address mask;
    private final Address base;

    private Network(Address base, int prefixLength) {
        this.mask = new Address(maskOf(prefixLength), maskOf(prefixLength - Long.SIZE));
        this.base = masked(base);
    }

    /**
     * Reads one range.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Network of(String text) {
        int slash = text.indexOf('/');
        Address base = Address.parse(slash < 0 ? text : text.substring(0, slash));
        if (base == null) {
            throw new IllegalArgumentException("'" + text + "' is no network such as 10.0.0.0/8");
        }
        int longest = base.isIpv4() && !text.contains(":") ? 32 : 128;
        int length = slash < 0 ? longest : lengthOf(text, slash, longest);
        return new Network(base, length + 128 - longest);
    }

    boolean contains(Address address) {
        return masked(address).equals(base);
    }

    static boolean anyContains(List<Network> networks, Address address) {
        for (Network network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private Address masked(Address address) {
        return new Address(address.high() & mask.high(), address.low() & mask.low());
    }

    private static int lengthOf(String text, int slash, int longest) {
        String length = text.substring(slash + 1);
        if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > longest) {
            throw new IllegalArgumentException("'" + text + "' has no prefix length from 0 to " + longest);
        }
        return Integer.parseInt(length);
    }

    /** The mask of 64 bits of which so many lead. */
    private static long maskOf(int leading) {
        return leading <= 0 ? 0 : leading >= Long.SIZE ? -1 : -1L << (Long.SIZE - leading);
    }
}
