package io.flashsale.edge.addressing;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Finds out where requests came from.
 *
 * <p>The client is the peer of the connection, unless that is a trusted proxy: then it is the right-most address of {@code
 * X-Forwarded-For} that is no trusted proxy itself, or the left-most when all of them are. Nothing further left is ever
 * believed, because clients write that. An entry that is no address ends the search at the proxy that wrote it.
 */
@Singleton
public final class Origins {

    private static final CharSequence FORWARDED = HttpHeaders.createOptimized("Forwarded");
    private static final CharSequence REAL_IP = HttpHeaders.createOptimized("X-Real-IP");
    private static final CharSequence VIA = HttpHeaders.createOptimized("Via");
    private static final CharSequence PROXY_CONNECTION = HttpHeaders.createOptimized("Proxy-Connection");

    /** Of a connection without an address, such as a Unix socket. */
    private static final Address UNSPECIFIED = new Address(0, 0);

    private final List<Network> trusted;
    private final List<Network> datacenters;
    private final List<Network> unlimited;

    Origins(AddressingConfig config) {
        this.trusted = config.trustedProxies().orElse(List.of());
        this.datacenters = config.datacenterNetworks().orElse(List.of());
        this.unlimited = config.limits().unlimitedNetworks();
    }

    /** Where a request came from. */
    public Origin of(HttpServerRequest request) {
        Address peer = addressOf(request.remoteAddress());
        MultiMap headers = request.headers();
        boolean isForwarded = headers.contains(ForwardedChain.HEADER);
        boolean isTrusted = !trusted.isEmpty() && Network.anyContains(trusted, peer);
        if (!isForwarded) {
            boolean isViaForeign = claimsProxy(headers);
            return origin(peer, isTrusted, isViaForeign, contradictions(headers, isTrusted, isViaForeign));
        }
        List<Address> chain = ForwardedChain.of(headers);
        int nearest = isTrusted ? nearestUntrusted(chain) : -1;
        Address client = nearest < 0 ? peer : chain.get(nearest);
        boolean isViaForeign = nearest + 1 < chain.size() || claimsProxy(headers);
        int contradictions = contradictions(headers, isTrusted, isViaForeign) + (chain.contains(null) ? 1 : 0);
        return origin(client, isTrusted, isViaForeign, contradictions);
    }

    /** The index of the client in the chain; -1 when the chain names none and it is the peer. */
    private int nearestUntrusted(List<Address> chain) {
        int client = -1;
        for (Address address : chain) {
            if (address == null) {
                return client;
            }
            client++;
            if (!Network.anyContains(trusted, address)) {
                return client;
            }
        }
        return client;
    }

    private Origin origin(Address client, boolean isTrusted, boolean isViaForeign, int contradictions) {
        SourceClass source = SourceClass.DIRECT;
        if (!datacenters.isEmpty() && Network.anyContains(datacenters, client)) {
            source = SourceClass.DATACENTER;
        } else if (isViaForeign) {
            source = SourceClass.FOREIGN_PROXY;
        } else if (isTrusted) {
            source = SourceClass.TRUSTED_PROXY;
        }
        return new Origin(client, source, Network.anyContains(unlimited, client), contradictions);
    }

    private static boolean claimsProxy(MultiMap headers) {
        return headers.contains(VIA) || headers.contains(PROXY_CONNECTION);
    }

    /**
     * Weak signs, one each: forwarding headers on a connection that no proxy of ours made; a chain of foreign proxies none
     * of which wrote {@code Via}, or the other way round; a header that is for the first proxy and no further.
     */
    private static int contradictions(MultiMap headers, boolean isTrusted, boolean isViaForeign) {
        int count = 0;
        boolean isForwarded =
                headers.contains(ForwardedChain.HEADER) || headers.contains(FORWARDED) || headers.contains(REAL_IP);
        if (isForwarded && !isTrusted) {
            count++;
        }
        if (isViaForeign && headers.contains(VIA) != isForwarded) {
            count++;
        }
        if (headers.contains(PROXY_CONNECTION)) {
            count++;
        }
        return count;
    }

    private static Address addressOf(SocketAddress peer) {
        String text = peer == null ? null : peer.hostAddress();
        Address address = text == null ? null : Address.parse(text);
        return address == null ? UNSPECIFIED : address;
    }
}
