package io.flashsale.load;

/**
 * Addresses of networks that are nobody's: 198.18.0.0/15 (RFC 2544, for benchmarks) and 2001:db8::/32 (RFC 3849), of which every IPv6 address is
 * in a /64 of its own. None is given twice.
 */
final class Addresses {
    /** Into so many parts the networks are divided. */
    static final int PARTS = 8;

    private static final int MOST = (2 << 16) / PARTS;
    private static final int BYTE = 256;

    private final int part;
    private int given;

    /** @param part of the networks, from 0 on; no two parts share an address */
    Addresses(int part) {
        if (part < 0 || part >= PARTS) {
            throw new IllegalArgumentException("there are " + PARTS + " parts, and no part " + part);
        }
        this.part = part;
    }

    String next(boolean ipv6) {
        if (given == MOST) {
            throw new IllegalStateException("no more than " + MOST + " addresses");
        }
        int index = part * MOST + given++;
        return ipv6
                ? "2001:db8:%x:%x::%x".formatted(part, index % MOST, 1 + index % 99)
                : "198." + (18 + index / (BYTE * BYTE)) + '.' + index / BYTE % BYTE + '.' + index % BYTE;
    }
}
