package io.flashsale.chaos.buying;

import java.net.URI;

/**
 * The system that is bought from.
 *
 * @param edge where its public API answers, such as {@code http://127.0.0.1:8080}
 * @param adminToken what an operator sends as bearer token
 */
public record Target(URI edge, String adminToken) {}
