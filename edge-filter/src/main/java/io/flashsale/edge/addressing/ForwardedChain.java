package io.flashsale.edge.addressing;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;

/**
 * The addresses that {@code X-Forwarded-For} claims a request came by, nearest first: each proxy writes the one it was
 * called from at the end, so what stands further left is only as true as who wrote it.
 */
final class ForwardedChain {

    static final CharSequence HEADER = HttpHeaders.createOptimized("X-Forwarded-For");

    /** Nobody is behind more proxies; what claims to be is cut here, as if the rest were malformed. */
    private static final int MOST = 16;

    private ForwardedChain() {}

    /** The entries from the nearest on; null stands for one that is no address, and what is beyond it is left out. */
    static List<Address> of(MultiMap headers) {
        List<String> lines = headers.getAll(HEADER);
        List<Address> nearestFirst = new ArrayList<>(2);
        for (int i = lines.size() - 1; i >= 0; i--) {
            String line = lines.get(i);
            int end = line.length();
            while (end >= 0) {
                int comma = line.lastIndexOf(',', end - 1);
                Address address = nearestFirst.size() < MOST ? entry(line.substring(comma + 1, end)) : null;
                nearestFirst.add(address);
                if (address == null) {
                    return nearestFirst;
                }
                end = comma;
            }
        }
        return nearestFirst;
    }

    /** An address, with or without a port: {@code 192.0.2.1:4711}, {@code [2001:db8::1]:4711}. */
    private static Address entry(String text) {
        String entry = text.strip();
        if (entry.startsWith("[")) {
            int end = entry.indexOf(']');
            return end < 0 ? null : Address.parse(entry.substring(1, end));
        }
        int colon = entry.indexOf(':');
        boolean hasPort = colon >= 0 && colon == entry.lastIndexOf(':');
        return Address.parse(hasPort ? entry.substring(0, colon) : entry);
    }
}
