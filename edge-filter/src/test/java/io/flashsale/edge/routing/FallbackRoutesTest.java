package io.flashsale.edge.routing;

import static io.flashsale.edge.rig.Edge.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.flashsale.edge.rig.Edge;
import io.flashsale.edge.rig.StubServices;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page, and everything that is at no path. */
@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(StubServices.class)
class FallbackRoutesTest {

    @Test
    void thePageIsAskedForAnewAndLoadsNothingFromElsewhere() {
        for (String path : List.of("/", "/index.html")) {
            given().get(path)
                    .then()
                    .statusCode(200)
                    .contentType("text/html")
                    .header("Cache-Control", "no-cache")
                    .header("Content-Security-Policy", containsString("default-src 'self'"))
                    .header("X-Content-Type-Options", "nosniff")
                    .body(containsString("flash-sale-page"));
        }
    }

    @Test
    void bundlesNeverChange() {
        String page = given().get("/").asString();
        Matcher bundles = Pattern.compile("/static/bundle/[^\"]+").matcher(page);
        int seen = 0;
        while (bundles.find()) {
            seen++;
            given().get(bundles.group()).then().statusCode(200).header("Cache-Control", containsString("immutable"));
        }
        assertThat(seen).isGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal",
                "/internal/",
                "/internal/sales/x/reservations",
                "/internal/orders/x",
                "/api/../internal/sales/x/reservations",
                "/api/%2e%2e/internal/orders/x",
                "//internal/orders/x"
            })
    void internalPathsDoNotExistHere(String path) {
        for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
            int calls = StubServices.INVENTORY.calls(path).size()
                    + StubServices.ORDERS.calls(path).size();
            assertProblem(
                    given().urlEncodingEnabled(false)
                            .header("X-Service-Token", "test-service-token")
                            .request(method, path),
                    404,
                    "not-found");
            assertThat(StubServices.INVENTORY.calls(path).size()
                            + StubServices.ORDERS.calls(path).size())
                    .isEqualTo(calls);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/", "/api/nothing", "/api/sales/x/y/z", "/nothing", "/wp-login.php", "/%00"})
    void anUnknownPathIsNotFound(String path) {
        assertProblem(given().urlEncodingEnabled(false).get(path), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/session",
                "/api/sales",
                "/api/sales/x",
                "/api/sales/x/orders",
                "/api/sales/x/pass",
                "/api/orders",
                "/api/orders/x",
                "/api/orders/x/events",
                "/api/orders/x/payments",
                "/admin/sales",
                "/internal/x",
                "/nothing"
            })
    void noMethodIsAFailureOfOurs(String path) {
        Edge.Buyer alice = Edge.newBuyer();
        Edge.awaitAllSalesKnown();
        for (String method : List.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW")) {
            Response answer = alice.calling().request(method, path);
            assertThat(answer.statusCode())
                    .as("%s %s: %s", method, path, answer.asString())
                    .isLessThan(500);
        }
    }

    @Test
    void aWrongMethodFindsNothing() {
        assertProblem(given().delete("/api/session"), 404, "not-found");
        assertProblem(given().get("/api/sales/x/pass"), 404, "not-found");
    }

    @Test
    void healthAndMetricsAreThere() {
        given().get("/q/health").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/metrics").then().statusCode(200).body(containsString("http_server"));
    }

    @Test
    void tooLongALineOrHeaderIsRefused() {
        assertThat(given().get("/api/sales/" + "a".repeat(4_000)).statusCode()).isBetween(400, 499);
        assertThat(given().header("X-Long", "a".repeat(20_000))
                        .get("/api/sales")
                        .statusCode())
                .isBetween(400, 499);
    }
}
