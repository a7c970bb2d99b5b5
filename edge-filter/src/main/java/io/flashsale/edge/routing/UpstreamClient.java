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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Opens requests to one service, of which there may be several instances.
 *
 * <p>Until the request is handed out nothing has been sent, so a connection that cannot be opened may be tried again
 * whatever the method: at the other instances that are known, then once more at the addresses that the names have by now,
 * because an instance may just have been stopped and another one started. What was sent is never sent again here.
 */
public final class UpstreamClient {

    private static final int MOST_ATTEMPTS = 4;

    private final Vertx vertx;
    private final HttpClient client;
    private final Copies copies;
    private final Addresses addresses;

    UpstreamClient(Vertx vertx, HttpClientOptions options, Copies copies, Addresses addresses) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(options);
        this.copies = copies;
        this.addresses = addresses;
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

    /** The same; {@code worthwhile} is asked before each further attempt. */
    public Future<HttpClientRequest> request(RequestOptions options, BooleanSupplier worthwhile) {
        return new Attempts(options, worthwhile)
                .next(null)
                .recover(failure -> Future.failedFuture(new NoConnection(failure)));
    }

    private Future<HttpClientRequest> open(Copy copy, RequestOptions options) {
        copy.begin();
        return client.request(copy.aim(options))
                .onSuccess(request -> request.response().onComplete(answered -> copy.end()))
                .onFailure(failure -> {
                    copy.end();
                    if (isOfTheConnection(failure)) {
                        copy.failed(System.nanoTime());
                    }
                });
    }

    /** Refused, unreachable, unresolved or hung up; not a full pool, which another attempt would only fill further. */
    private static boolean isOfTheConnection(Throwable failure) {
        return failure instanceof IOException || failure instanceof HttpClosedException;
    }

    /** What has been tried for one request. */
    private final class Attempts {
        private final RequestOptions options;
        private final BooleanSupplier worthwhile;
        private final List<Copy> tried = new ArrayList<>(1);

        Attempts(RequestOptions options, BooleanSupplier worthwhile) {
            this.options = options;
            this.worthwhile = worthwhile;
        }

        Future<HttpClientRequest> next(Throwable last) {
            Copy copy = tried.size() < MOST_ATTEMPTS ? copies.choose(tried, System.nanoTime()) : null;
            if (copy == null) {
                return atTheirAddressesNow(last);
            }
            tried.add(copy);
            return open(copy, options)
                    .recover(failure -> again(failure) ? next(failure) : Future.failedFuture(failure));
        }

        private boolean again(Throwable failure) {
            return isOfTheConnection(failure) && worthwhile.getAsBoolean();
        }

        private Future<HttpClientRequest> atTheirAddressesNow(Throwable last) {
            return vertx.executeBlocking(this::resolve, false).compose(found -> oneOf(found, last));
        }

        private Deque<Copy> resolve() {
            Deque<Copy> found = new ArrayDeque<>();
            for (SocketAddress name : copies.upstream().names()) {
                try {
                    for (String address : addresses.of(name.host())) {
                        if (found.size() < MOST_ATTEMPTS) {
                            found.add(new Copy(name, SocketAddress.inetSocketAddress(name.port(), address)));
                        }
                    }
                } catch (IOException e) {
                    // A name that is not known now leads nowhere else.
                }
            }
            return found;
        }

        private Future<HttpClientRequest> oneOf(Deque<Copy> left, Throwable last) {
            Copy copy = left.poll();
            if (copy == null) {
                return Future.failedFuture(last);
            }
            return open(copy, options)
                    .recover(failure -> again(failure) ? oneOf(left, failure) : Future.failedFuture(failure));
        }
    }
}
