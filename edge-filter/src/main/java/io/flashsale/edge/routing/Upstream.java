package io.flashsale.edge.routing;

import java.net.URI;

/**
 * Where a service listens.
 *
 * @param host name or address
 * @param port TCP port
 */
public record Upstream(String host, int port) {

    /** Reads {@code http://host:port}. */
    public static Upstream of(String url) {
        URI uri = URI.create(url);
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null || uri.getPort() < 1) {
            throw new IllegalArgumentException("A service's URL must be http://host:port, not " + url);
        }
        return new Upstream(uri.getHost(), uri.getPort());
    }
}
