package io.flashsale.order.breaking;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.order.testing.Books;
import io.flashsale.order.testing.Calls;
import io.flashsale.order.testing.Neighbours;
import io.flashsale.order.testing.Sale;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "orders"))
@WithTestResource(Neighbours.class)
class CircuitBreakersResourceTest {

    private static final String PATH = "/admin/circuit-breakers";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Books books;

    @AfterEach
    void closeTheBreaker() {
        Calls.internally().post(PATH + "/inventory-service/reset");
    }

    @Test
    void opensWhileInventoryServiceFailsAndIsClosedByHand() {
        Sale sale = Sale.unheardOf(books, 10);
        String sick = sale.nextOrderId();
        Neighbours.failOnHold(sick, 500);
        String well = sale.nextOrderId();
        Neighbours.hold(well, "alice", 1);

        await().atMost(PATIENCE).until(() -> {
            Calls.by("alice").get("/api/orders/" + sick).then().statusCode(503);
            return stateOf("inventory-service").equals("OPEN");
        });
        Calls.by("alice").get("/api/orders/" + well).then().statusCode(503);
        assertThat(given().get("/q/metrics").asString())
                .contains("flashsale_circuit_breaker_open{breaker=\"inventory-service\"} 1.0");

        Calls.internally()
                .post(PATH + "/inventory-service/reset")
                .then()
                .statusCode(200)
                .body("state", Matchers.equalTo("CLOSED"));
        Calls.by("alice").get("/api/orders/" + well).then().statusCode(200);
        assertThat(given().get("/q/metrics").asString())
                .contains("flashsale_circuit_breaker_open{breaker=\"inventory-service\"} 0.0");
    }

    @Test
    void staysClosedForHoldsThatDoNotExistAndForCallsThatAreRefused() {
        Sale sale = Sale.unheardOf(books, 10);
        String refused = sale.nextOrderId();
        Neighbours.failOnHold(refused, 400);
        for (int i = 0; i < 30; i++) {
            Calls.by("alice").get("/api/orders/" + sale.nextOrderId()).then().statusCode(404);
            Calls.by("alice").get("/api/orders/" + refused).then().statusCode(503);
        }
        assertThat(stateOf("inventory-service")).isEqualTo("CLOSED");
        assertThat(Neighbours.timesAskedForHold(refused)).isEqualTo(30);
    }

    @Test
    void asksThreeTimesAtMostWhenTheAnswersAreErrors() {
        String orderId = Sale.unheardOf(books, 10).nextOrderId();
        Neighbours.failOnHold(orderId, 503);
        Calls.by("alice").get("/api/orders/" + orderId).then().statusCode(503);
        assertThat(Neighbours.timesAskedForHold(orderId)).isEqualTo(3);
    }

    @Test
    void knowsItsBreakersOnlyAndDemandsTheToken() {
        assertThat(stateOf("payment-service")).isEqualTo("CLOSED");
        Calls.internally().post(PATH + "/nobody/reset").then().statusCode(404);
        given().get(PATH).then().statusCode(401);
        given().post(PATH + "/payment-service/reset").then().statusCode(401);
    }

    private static String stateOf(String breaker) {
        return Calls.internally()
                .get(PATH)
                .jsonPath()
                .getString("circuitBreakers.find { it.name == '" + breaker + "' }.state");
    }
}
