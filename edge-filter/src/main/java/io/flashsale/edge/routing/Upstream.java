package io.flashsale.edge.routing;

import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a service listens.
 *
 * @param names host and TCP port of its instances; a name with several addresses is several of them
 */
public record Upstream(List<SocketAddress> names) {

    /** Copies the list. */
    public Upstream {
        names = List.copyOf(names);
    }

    /** Reads {@code http://host:port}, or several of them with commas between. */
    public static Upstream of(String urls) {
        return new Upstream(Stream.of(urls.split(",", -1))
                .map(url -> name(url.strip()))
                .distinct()
                .toList());
    }

    private static SocketAddress name(String url) {
        URI uri = URI.create(url);
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null || uri.getPort() < 1) {
            throw new IllegalArgumentException("A service's URL must be http://host:port, not " + url);
        }
        return SocketAddress.inetSocketAddress(uri.getPort(), uri.getHost());
    }
}
