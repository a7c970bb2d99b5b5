package io.flashsale.edge.routing;

import io.vertx.core.net.SocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The instances of one service as they are known now.
 *
 * <p>The one with the fewest calls in hand is chosen among those that are well, in turn where several have as few, and among
 * all of them when none is: a service that seems to be down everywhere may still answer, and is not given up unasked.
 */
final class Copies {

    private static final int MOST = 64;

    private final Upstream upstream;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<Copy> known;

    /** Until {@link #found} tells more, each name is taken for one instance. */
    Copies(Upstream upstream) {
        this.upstream = upstream;
        this.known = upstream.names().stream().map(name -> new Copy(name, name)).toList();
    }

    Upstream upstream() {
        return upstream;
    }

    List<Copy> known() {
        return known;
    }

    /** Takes in what addresses a name has, if any; instances that were known before keep what is known of them. */
    void found(SocketAddress name, Collection<String> addresses) {
        if (addresses.isEmpty()) {
            return;
        }
        List<Copy> next = new ArrayList<>();
        for (Copy copy : known) {
            if (!copy.name().equals(name)) {
                next.add(copy);
            }
        }
        for (String address : addresses) {
            SocketAddress server = SocketAddress.inetSocketAddress(name.port(), address);
            if (next.size() < MOST) {
                next.add(known.stream()
                        .filter(copy ->
                                copy.name().equals(name) && copy.server().equals(server))
                        .findAny()
                        .orElseGet(() -> new Copy(name, server)));
            }
        }
        known = List.copyOf(next);
    }

    /** The instance for the next call; null when all have been tried. */
    Copy choose(Collection<Copy> tried, long nowNanos) {
        List<Copy> all = known;
        int first = turn.getAndIncrement();
        Copy well = null;
        Copy any = null;
        for (int i = 0; i < all.size(); i++) {
            Copy copy = all.get(Math.floorMod(first + i, all.size()));
            if (tried.contains(copy)) {
                continue;
            }
            if (any == null || copy.inFlight() < any.inFlight()) {
                any = copy;
            }
            if (copy.isWell(nowNanos) && (well == null || copy.inFlight() < well.inFlight())) {
                well = copy;
            }
        }
        return well != null ? well : any;
    }

    long wellCount(long nowNanos) {
        return known.stream().filter(copy -> copy.isWell(nowNanos)).count();
    }
}
