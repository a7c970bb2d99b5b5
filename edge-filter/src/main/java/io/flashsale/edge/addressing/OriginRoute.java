package io.flashsale.edge.addressing;

import io.flashsale.edge.answering.Answers;
import io.flashsale.edge.identity.Operators;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * {@code GET /admin/origin}: where this edge thinks that the asking operator is, which tells whether the proxies in front of
 * it are configured as they are.
 */
@Singleton
final class OriginRoute {

    private final Origins origins;
    private final Operators operators;

    OriginRoute(Origins origins, Operators operators) {
        this.origins = origins;
        this.operators = operators;
    }

    void register(@Observes Router router) {
        router.get("/admin/origin").handler(operators::demand).handler(this::tell);
    }

    private void tell(RoutingContext route) {
        Origin origin = origins.of(route.request());
        Map<String, Object> answer = Map.of(
                "address", origin.address().toText(),
                "source", origin.source().label(),
                "unlimited", origin.isUnlimited(),
                "contradictions", origin.contradictions());
        Answers.json(route.response(), 200, Answers.encode(answer));
    }
}
