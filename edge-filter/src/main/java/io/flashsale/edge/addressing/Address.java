package io.flashsale.edge.addressing;

import io.netty.util.NetUtil;
import java.nio.ByteBuffer;

/**
 * An IP address as 128 bits, most significant first; IPv4 is kept in its IPv4-mapped form, so {@code 192.0.2.1} and
 * {@code ::ffff:192.0.2.1} are the same address.
 */
public record Address(long high, long low) {

    private static final long MAPPED = 0xffffL << 32;
    private static final int LONGEST = 64;

    /** The address that a text is; null when it is none. Never asks a name server. */
    public static Address parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return null;
        }
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        if (bytes == null) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return bytes.length == 4
                ? new Address(0, MAPPED | Integer.toUnsignedLong(buffer.getInt()))
                : new Address(buffer.getLong(), buffer.getLong());
    }

    /** As people write it: {@code 192.0.2.1} or {@code 2001:db8::1}. */
    String toText() {
        byte[] bytes = isIpv4()
                ? ByteBuffer.allocate(4).putInt((int) low).array()
                : ByteBuffer.allocate(16).putLong(high).putLong(low).array();
        return NetUtil.bytesToIpAddress(bytes);
    }

    boolean isIpv4() {
        return high == 0 && low >>> 32 == 0xffff;
    }

    /**
     * What one customer of a network has: an IPv4 address, or the /64 of an IPv6 one, in which every subscriber has 2^64
     * addresses to click from.
     */
    public Address site() {
        return isIpv4() ? this : new Address(high, 0);
    }
}
