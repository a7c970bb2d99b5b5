package io.flashsale.edge.routing;

import io.flashsale.edge.answering.Answers;
import io.flashsale.edge.identity.Operators;
import io.flashsale.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * {@code GET /admin/circuit-breakers} and {@code POST /admin/circuit-breakers/{name}/reset}: this edge's breakers, in the
 * words that the services use for theirs.
 */
@Singleton
final class BreakerRoutes {

    private final Breakers breakers;
    private final Operators operators;

    BreakerRoutes(Breakers breakers, Operators operators) {
        this.breakers = breakers;
        this.operators = operators;
    }

    void register(@Observes Router router) {
        router.get("/admin/circuit-breakers").handler(operators::demand).handler(this::list);
        router.post("/admin/circuit-breakers/:name/reset")
                .handler(operators::demand)
                .handler(this::reset);
    }

    private void list(RoutingContext route) {
        JsonArray list = new JsonArray();
        breakers.states().forEach((name, state) -> list.add(json(name, state.name())));
        send(route, new JsonObject().put("circuitBreakers", list));
    }

    private void reset(RoutingContext route) {
        String name = route.pathParam("name");
        if (breakers.reset(name)) {
            send(route, json(name, breakers.states().get(name).name()));
        } else {
            Answers.refuse(route.response(), Problem.notFound("There is no such circuit breaker."));
        }
    }

    private static JsonObject json(String name, String state) {
        return new JsonObject().put("name", name).put("state", state);
    }

    private static void send(RoutingContext route, JsonObject body) {
        route.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body.toBuffer());
    }
}
