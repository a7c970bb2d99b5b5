package io.flashsale.edge.identity;

import io.flashsale.edge.answering.Answers;
import io.flashsale.edge.answering.JsonBody;
import io.flashsale.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** {@code POST /api/session}: signs a buyer in by name; an operator may sign in a privileged one. */
@Singleton
final class SessionRoute {

    private static final int LONGEST_NAME = 64;

    private final Sessions sessions;
    private final Operators operators;

    SessionRoute(Sessions sessions, Operators operators) {
        this.sessions = sessions;
        this.operators = operators;
    }

    void register(@Observes Router router) {
        router.post("/api/session").handler(route -> JsonBody.read(route.request(), body -> open(route, body)));
    }

    private void open(RoutingContext route, JsonObject body) {
        if (!(body.getValue("user") instanceof String user)
                || user.isBlank()
                || user.length() > LONGEST_NAME
                || user.chars().anyMatch(Character::isISOControl)) {
            Answers.refuse(
                    route.response(),
                    Problem.invalidRequest("user", "must be a string of 1 to " + LONGEST_NAME + " characters"));
        } else if (!(body.getValue("privileged", false) instanceof Boolean privileged)) {
            Answers.refuse(route.response(), Problem.invalidRequest("privileged", "must be true or false"));
        } else if (privileged && !operators.isOperators(route.request().getHeader(HttpHeaders.AUTHORIZATION))) {
            Answers.refuse(route.response(), Problem.forbidden("Only operators sign in privileged buyers."));
        } else {
            Answers.json(route.response(), 200, Answers.encode(sessions.open(user.strip(), privileged)));
        }
    }
}
