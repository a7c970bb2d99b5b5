package io.flashsale.edge.identity;

import io.flashsale.edge.answering.Answers;
import io.flashsale.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Tells operators from everybody else by the installation's admin token. */
@Singleton
public final class Operators {

    private final byte[] expected;
    private final Sessions sessions;

    Operators(IdentityConfig config, Sessions sessions) {
        this.expected = ("Bearer " + IdentityConfig.demandLong("admin-token", config.adminToken()))
                .getBytes(StandardCharsets.UTF_8);
        this.sessions = sessions;
    }

    /** Lets an operator pass; a buyer is forbidden, everybody else is asked who they are. */
    public void demand(RoutingContext route) {
        String authorization = route.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (isOperators(authorization)) {
            route.next();
        } else if (sessions.userOf(authorization) != null) {
            Answers.refuse(route.response(), Problem.forbidden("This is for operators."));
        } else {
            Answers.refuse(route.response(), Problem.unauthenticated("Send the admin token as Authorization: Bearer."));
        }
    }

    /** Whether an {@code Authorization} header is an operator's. */
    boolean isOperators(String authorization) {
        return authorization != null && MessageDigest.isEqual(expected, authorization.getBytes(StandardCharsets.UTF_8));
    }
}
