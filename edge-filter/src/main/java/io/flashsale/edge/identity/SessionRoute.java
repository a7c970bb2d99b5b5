package io.flashsale.edge.identity;

import io.flashsale.edge.answering.Answers;
import io.flashsale.edge.answering.JsonBody;
import io.flashsale.problem.Problem;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** {@code POST /api/session}: signs a buyer in by name. */
@Singleton
final class SessionRoute {

    private static final int LONGEST_NAME = 64;

    private final Sessions sessions;

    SessionRoute(Sessions sessions) {
        this.sessions = sessions;
    }

    void register(@Observes Router router) {
        router.post("/api/session")
                .handler(route -> JsonBody.read(route.request(), body -> {
                    if (!(body.getValue("user") instanceof String user)
                            || user.isBlank()
                            || user.length() > LONGEST_NAME
                            || user.chars().anyMatch(Character::isISOControl)) {
                        Answers.refuse(
                                route.response(),
                                Problem.invalidRequest(
                                        "user", "must be a string of 1 to " + LONGEST_NAME + " characters"));
                        return;
                    }
                    Answers.json(route.response(), 200, Answers.encode(sessions.open(user.strip())));
                }));
    }
}
