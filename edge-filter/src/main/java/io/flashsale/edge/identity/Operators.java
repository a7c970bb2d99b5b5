package io.flashsale.edge.identity;

import io.flashsale.edge.answering.Answers;
import io.flashsale.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Tells operators from everybody else by the installation's admin token. */
@Singleton
public final class Operators {

    private static final CharSequence ADMIN_TOKEN = HttpHeaders.createOptimized("X-Admin-Token");

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

    /**
     * Whether whoever sent this may be told which filter turned them away: an operator's load test, by the admin token in
     * {@code X-Admin-Token}, beside its buyer's session.
     */
    public boolean mayKnowReasons(HttpServerRequest request) {
        String token = request.getHeader(ADMIN_TOKEN);
        return token != null && isOperators("Bearer " + token);
    }

    /** Whether an {@code Authorization} header is an operator's. */
    boolean isOperators(String authorization) {
        return authorization != null && MessageDigest.isEqual(expected, authorization.getBytes(StandardCharsets.UTF_8));
    }
}
