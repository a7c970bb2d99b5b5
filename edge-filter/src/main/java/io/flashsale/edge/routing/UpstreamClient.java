package io.flashsale.edge.routing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Opens requests to one service, of which several copies may stand behind its name.
 *
 * <p>Until the request is handed out nothing has been sent, so a connection that cannot be opened may be tried again
 * whatever the method: one more round over the addresses that the name has, because one copy may just have been stopped.
 */
public final class UpstreamClient {

    private static final int MOST_ADDRESSES = 4;

    private final Vertx vertx;
    private final HttpClient client;
    private final Upstream upstream;
    private final Addresses addresses;

    /** The client of a service. */
    public UpstreamClient(Vertx vertx, HttpClientOptions options, Upstream upstream) {
        this(vertx, options, upstream, host -> Arrays.stream(InetAddress.getAllByName(host))
                .map(InetAddress::getHostAddress)
                .toList());
    }

    UpstreamClient(Vertx vertx, HttpClientOptions options, Upstream upstream, Addresses addresses) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(options);
        this.upstream = upstream;
        this.addresses = addresses;
    }

    /** All addresses of a name; may block. */
    interface Addresses {
        List<String> of(String host) throws IOException;
    }

    /** No connection could be opened: surely nothing was sent. */
    public static final class NoConnection extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoConnection(Throwable cause) {
            super(cause.getMessage(), cause, false, false);
        }
    }

    HttpClient http() {
        return client;
    }

    /** A request to the service; fails with {@link NoConnection}. */
    public Future<HttpClientRequest> request(RequestOptions options) {
        return request(options, () -> true);
    }

    /** The same; {@code worthwhile} is asked before another attempt. */
    public Future<HttpClientRequest> request(RequestOptions options, BooleanSupplier worthwhile) {
        options.setHost(upstream.host()).setPort(upstream.port());
        return client.request(options)
                .recover(failure -> worthwhile.getAsBoolean() && isOfTheConnection(failure)
                        ? secondRound(options, failure)
                        : Future.failedFuture(failure))
                .recover(failure -> Future.failedFuture(new NoConnection(failure)));
    }

    private Future<HttpClientRequest> secondRound(RequestOptions options, Throwable first) {
        return vertx.executeBlocking(() -> addresses.of(upstream.host()), false)
                .recover(unresolved -> Future.failedFuture(first))
                .compose(found -> tryNext(
                        new ArrayDeque<>(found.subList(0, Math.min(found.size(), MOST_ADDRESSES))), options, first));
    }

    private Future<HttpClientRequest> tryNext(Deque<String> left, RequestOptions options, Throwable last) {
        String address = left.poll();
        if (address == null) {
            return Future.failedFuture(last);
        }
        RequestOptions there =
                new RequestOptions(options).setServer(SocketAddress.inetSocketAddress(upstream.port(), address));
        return client.request(there)
                .recover(failure ->
                        isOfTheConnection(failure) ? tryNext(left, options, failure) : Future.failedFuture(failure));
    }

    /** Refused, unreachable, unresolved or hung up; not a full pool, which another attempt would only fill further. */
    private static boolean isOfTheConnection(Throwable failure) {
        return failure instanceof IOException || failure instanceof HttpClosedException;
    }
}
