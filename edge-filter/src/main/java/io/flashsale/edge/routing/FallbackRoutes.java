package io.flashsale.edge.routing;

import io.flashsale.edge.answering.Answers;
import io.flashsale.edge.answering.Answers.Refusal;
import io.flashsale.problem.Problem;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Problem+json for whatever no other route took: unknown paths, wrong methods, and failures of ours. */
@Singleton
final class FallbackRoutes {

    private static final Logger LOG = Logger.getLogger(FallbackRoutes.class);
    private static final Refusal NOT_FOUND = Refusal.of(Problem.notFound("There is nothing at this path."));
    private static final Refusal METHOD = Refusal.of(Problem.of("method-not-allowed", "Method not allowed", 405, null));

    void register(@Observes Router router) {
        router.errorHandler(404, route -> NOT_FOUND.send(route.response()));
        router.errorHandler(405, route -> METHOD.send(route.response()));
        router.errorHandler(
                400, route -> Answers.refuse(route.response(), Problem.invalidRequest("request", "cannot be read")));
        router.errorHandler(
                413,
                route -> Answers.refuse(route.response(), Problem.of("too-large", "Request too large", 413, null)));
        router.errorHandler(500, route -> {
            LOG.error("Unexpected failure of a request", route.failure());
            Answers.refuse(route.response(), Problem.internal());
        });
        for (String prefix : new String[] {"/api/*", "/admin/*", "/internal/*"}) {
            router.route(prefix).last().handler(route -> {
                if (!route.response().ended()) {
                    NOT_FOUND.send(route.response());
                }
            });
        }
    }
}
