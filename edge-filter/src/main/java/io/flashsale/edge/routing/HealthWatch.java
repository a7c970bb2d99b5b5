package io.flashsale.edge.routing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks again and again, off the way of any call, at which instances a service has and whether each says that it is ready.
 *
 * <p>On connections of its own, since the pools of calls are full when it matters. The next look begins when this one has
 * come to its end. Only a refusal, silence and 503 say that an instance is not well.
 */
final class HealthWatch {

    private static final String READINESS = "/q/health/ready";
    private static final int NOT_READY = 503;

    private final Vertx vertx;
    private final Copies copies;
    private final Addresses addresses;
    private final HttpClient client;
    private final long intervalMillis;
    private final long timeoutMillis;

    HealthWatch(Vertx vertx, Copies copies, Addresses addresses, RoutingConfig config) {
        this.vertx = vertx;
        this.copies = copies;
        this.addresses = addresses;
        this.intervalMillis = config.healthInterval().toMillis();
        this.timeoutMillis = config.healthTimeout().toMillis();
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setMaxPoolSize(1).setConnectTimeout((int) Math.min(1_000, timeoutMillis)));
    }

    void begin() {
        look().onComplete(looked -> vertx.setTimer(intervalMillis, timer -> begin()));
    }

    /** Succeeds when all instances have been asked. */
    Future<Void> look() {
        return vertx.executeBlocking(this::resolve, false)
                .onSuccess(found -> found.forEach(copies::found))
                .compose(found ->
                        Future.join(copies.known().stream().map(this::ask).toList()))
                .mapEmpty();
    }

    /** A name that cannot be resolved now keeps the instances that it had. */
    private Map<SocketAddress, List<String>> resolve() {
        Map<SocketAddress, List<String>> found = new LinkedHashMap<>();
        for (SocketAddress name : copies.upstream().names()) {
            try {
                found.put(name, addresses.of(name.host()));
            } catch (IOException e) {
                // The connections will tell.
            }
        }
        return found;
    }

    private Future<Boolean> ask(Copy copy) {
        RequestOptions options = copy.aim(
                new RequestOptions().setMethod(HttpMethod.GET).setURI(READINESS).setTimeout(timeoutMillis));
        return client.request(options)
                .compose(HttpClientRequest::send)
                .compose(response -> response.end().map(response.statusCode() != NOT_READY))
                .otherwise(false)
                .onSuccess(copy::heard);
    }
}
