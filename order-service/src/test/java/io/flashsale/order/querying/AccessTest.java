package io.flashsale.order.querying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.flashsale.order.testing.Books;
import io.flashsale.order.testing.Calls;
import io.flashsale.order.testing.Neighbours;
import io.flashsale.order.testing.Sale;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "orders"))
@WithTestResource(Neighbours.class)
class AccessTest {

    @Inject
    Books books;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/orders",
                "/api/orders/t123456-1-1",
                "/api/orders/t123456-1-1/events",
                "/internal/sales/t123456/ledger",
                "/internal/sales/t123456/live-orders",
                "/internal/orders/t123456-1-1"
            })
    void demandsTheServiceToken(String path) {
        RestAssured.given()
                .header("X-User-Id", "alice")
                .get(path)
                .then()
                .statusCode(401)
                .body("type", equalTo("/problems/unauthenticated"));
        RestAssured.given()
                .header("X-User-Id", "alice")
                .header("X-Service-Token", "wrong")
                .get(path)
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/orders", "/api/orders/t123456-1-1", "/api/orders/t123456-1-1/events"})
    void demandsABuyer(String path) {
        Calls.internally().get(path).then().statusCode(401).body("type", equalTo("/problems/unauthenticated"));
        Calls.by("a b").get(path).then().statusCode(401);
    }

    @Test
    void keepsItsHealthAndMetricsOpen() {
        Sale.of(books, 10).order("alice", 1);
        RestAssured.get("/q/health/live").then().statusCode(200);
        RestAssured.get("/q/health/ready").then().statusCode(200);
        String metrics =
                RestAssured.get("/q/metrics").then().statusCode(200).extract().asString();

        assertThat(metrics)
                .contains(
                        "flashsale_reservations_total",
                        "flashsale_outbox_rows",
                        "flashsale_outbox_oldest_milliseconds",
                        "flashsale_streams_open");
    }
}
