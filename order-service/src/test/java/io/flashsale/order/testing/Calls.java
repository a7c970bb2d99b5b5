package io.flashsale.order.testing;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;

/** Calls as the edge and the other services make them. */
public final class Calls {

    /** What {@code RealServers} configures. */
    public static final String TOKEN = "test-service-token";

    private Calls() {}

    /** On behalf of a buyer. */
    public static RequestSpecification by(String buyerId) {
        return internally().header("X-User-Id", buyerId);
    }

    /** By another service. */
    public static RequestSpecification internally() {
        return given().header("X-Service-Token", TOKEN);
    }
}
