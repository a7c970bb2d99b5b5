package io.flashsale.payment.breaking;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.payment.rig.OrderServiceStub;
import io.flashsale.payment.rig.Pay;
import io.flashsale.payment.rig.TestOrder;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "payments"))
@WithTestResource(OrderServiceStub.class)
class CircuitBreakersResourceTest {

    private static final String PATH = "/admin/circuit-breakers";

    @AfterEach
    void closeTheBreaker() {
        operator().post(PATH + "/order-service/reset");
    }

    @Test
    void opensWhileOrderServiceFailsAndIsClosedByHand() {
        TestOrder sick = TestOrder.fresh();
        OrderServiceStub.failsOn(sick);
        TestOrder well = TestOrder.fresh();
        OrderServiceStub.knows(well);
        assertThat(stateOf("order-service")).isEqualTo("CLOSED");

        await().atMost(60, SECONDS).until(() -> {
            Pay.with(Pay.GOOD_CARD, sick).then().statusCode(503);
            return stateOf("order-service").equals("OPEN");
        });
        Pay.with(Pay.GOOD_CARD, well).then().statusCode(503);
        assertThat(given().get("/q/metrics").asString())
                .contains("flashsale_circuit_breaker_open{breaker=\"order-service\"} 1.0");

        operator()
                .post(PATH + "/order-service/reset")
                .then()
                .statusCode(200)
                .body("state", org.hamcrest.Matchers.equalTo("CLOSED"));
        Pay.with(Pay.GOOD_CARD, well).then().statusCode(202);
        assertThat(given().get("/q/metrics").asString())
                .contains("flashsale_circuit_breaker_open{breaker=\"order-service\"} 0.0");
    }

    @Test
    void staysClosedForOrdersThatDoNotExist() {
        for (int i = 0; i < 30; i++) {
            Pay.with(Pay.GOOD_CARD, TestOrder.fresh()).then().statusCode(404);
        }
        assertThat(stateOf("order-service")).isEqualTo("CLOSED");
    }

    @Test
    void asksASecondTimeWhenTheFirstAnswerWasAnError() {
        TestOrder order = TestOrder.fresh();
        OrderServiceStub.failsOnceOn(order);
        Pay.with(Pay.GOOD_CARD, order).then().statusCode(202);
    }

    @Test
    void knowsItsBreakersOnlyAndDemandsTheToken() {
        assertThat(stateOf("card-provider")).isEqualTo("CLOSED");
        operator().post(PATH + "/nobody/reset").then().statusCode(404);
        given().get(PATH).then().statusCode(401);
        given().post(PATH + "/order-service/reset").then().statusCode(401);
    }

    private static String stateOf(String breaker) {
        return operator().get(PATH).jsonPath().getString("circuitBreakers.find { it.name == '" + breaker + "' }.state");
    }

    private static RequestSpecification operator() {
        return given().header("X-Service-Token", "test-service-token");
    }
}
