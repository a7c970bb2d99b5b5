package io.flashsale.load;

/**
 * Addresses of networks that are nobody's: 198.18.0.0/15 (RFC 2544) and 2001:db8::/32 (RFC 3849), of which every IPv6 address is
 * in a /64 of its own. None is given twice.
 */
final class Addresses {
    private static final int MOST = 1 << 16;
    private static final int BYTE = 256;

    private final int half;
    private int given;

    /** @param half of the networks, 0 or 1 */
    Addresses(int half) {
        this.half = half;
    }

    String next(boolean ipv6) {
        if (given == MOST) {
            throw new IllegalStateException("no more than " + MOST + " addresses");
        }
        int index = given++;
        return ipv6
                ? "2001:db8:%x:%x::%x".formatted(half, index, 1 + index % 99)
                : "198." + (18 + half) + '.' + index / BYTE + '.' + index % BYTE;
    }
}
