package io.flashsale.inventory.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

/** Calls as the edge and the other services make them. */
public final class Calls {

    /** What {@code RealServers} configures. */
    public static final String TOKEN = "test-service-token";

    private Calls() {}

    /** By another service. */
    public static RequestSpecification internally() {
        return given().header("X-Service-Token", TOKEN);
    }

    /** By another service, with a JSON body. */
    public static RequestSpecification internally(String body) {
        return internally().contentType(ContentType.JSON).body(body);
    }
}
