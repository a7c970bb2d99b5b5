package io.flashsale.edge.answering;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Puts the headers on an answer that every answer has.
 *
 * <p>Encoded once and put there together; as {@code quarkus.http.header} each would be a route that every click goes
 * through, and a text that is looked at letter by letter for every answer.
 */
@Singleton
final class CommonHeaders {

    private final List<Header> headers;

    CommonHeaders(AnsweringConfig config) {
        this.headers = config.headers().entrySet().stream()
                .map(header -> new Header(
                        HttpHeaders.createOptimized(header.getKey()), HttpHeaders.createOptimized(header.getValue())))
                .toList();
    }

    private record Header(CharSequence name, CharSequence value) {}

    /** Before all other routes, so that no answer goes without. */
    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::put);
    }

    private void put(RoutingContext route) {
        MultiMap answer = route.response().headers();
        for (Header header : headers) {
            answer.set(header.name(), header.value());
        }
        route.next();
    }
}
