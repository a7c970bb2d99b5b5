package io.flashsale.problem;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** The guard of every resource of a service: only callers that know the installation's service token pass. */
@Singleton
final class ServiceTokenFilter {

    private final byte[] expected;

    ServiceTokenFilter(@ConfigProperty(name = "flashsale.service-token") String serviceToken) {
        if (serviceToken.isBlank()) {
            throw new IllegalArgumentException("flashsale.service-token must not be blank");
        }
        this.expected = serviceToken.getBytes(StandardCharsets.UTF_8);
    }

    @ServerRequestFilter(preMatching = true)
    void demandServiceToken(ContainerRequestContext request) {
        String token = request.getHeaderString("X-Service-Token");
        if (token == null || !MessageDigest.isEqual(expected, token.getBytes(StandardCharsets.UTF_8))) {
            throw new ProblemException(Problem.unauthenticated("This path is for the services themselves."));
        }
    }
}
