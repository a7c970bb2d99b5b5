package io.flashsale.inventory.reserving;

import static io.flashsale.inventory.testing.Calls.internally;
import static io.flashsale.inventory.testing.TestSale.click;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.flashsale.inventory.testing.OrderServiceStub;
import io.flashsale.inventory.testing.TestSale;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientPauseMode;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "inventory"))
@WithTestResource(OrderServiceStub.class)
class ReservationResourceTest {

    private static List<String> outcomes(List<JsonNode> answers) {
        return answers.stream().map(answer -> answer.path("outcome").asText()).toList();
    }

    @Test
    void answersEveryClickOfABatchInItsOrder() {
        TestSale sale = TestSale.open(5, 3);

        List<JsonNode> answers = sale.answers(
                click("alice", 3),
                click("bob", 3),
                click("carol", 4),
                click("dave", 1, Instant.now().minusSeconds(1)),
                click("alice", 1),
                click("erin", 2),
                click("frank", 1),
                click("grace", 0),
                click("heidi", -1));

        assertThat(outcomes(answers))
                .containsExactly(
                        "RESERVED",
                        "TOO_FEW_LEFT",
                        "INVALID_QUANTITY",
                        "EXPIRED",
                        "ALREADY_RESERVED",
                        "RESERVED",
                        "SOLD_OUT",
                        "INVALID_QUANTITY",
                        "INVALID_QUANTITY");
        assertThat(answers.get(0).toString())
                .isEqualTo("{\"outcome\":\"RESERVED\",\"orderId\":\"%s-1-1\",\"quantity\":3,\"status\":\"QUEUED\"}"
                        .formatted(sale.id()));
        assertThat(answers.get(1).toString()).isEqualTo("{\"outcome\":\"TOO_FEW_LEFT\"}");
        assertThat(answers.get(6).toString()).isEqualTo("{\"outcome\":\"SOLD_OUT\",\"finalSoldOut\":false}");
        assertThat(sale.available()).isZero();
    }

    @Test
    void givesARepeatedClickTheSameOrderAndBurnsNothing() {
        TestSale sale = TestSale.open(5, 3);
        String orderId = sale.reserve("alice", 2);

        JsonNode again = sale.answers(click("alice", 1)).get(0);

        assertThat(again.path("outcome").asText()).isEqualTo("ALREADY_RESERVED");
        assertThat(again.path("orderId").asText()).isEqualTo(orderId);
        assertThat(again.path("quantity").asInt()).isEqualTo(2);
        assertThat(again.path("status").asText()).isEqualTo("QUEUED");
        assertThat(sale.available()).isEqualTo(3);
    }

    @Test
    void takesTheLongestBatchAndRefusesALongerOne() {
        TestSale sale = TestSale.open(1_000, 1);
        List<String> clicks =
                IntStream.range(0, 513).mapToObj(i -> click("buyer" + i, 1)).toList();

        sale.send(clicks).then().statusCode(400).body("errors.field", contains("clicks"));
        assertThat(sale.available()).isEqualTo(1_000);
        assertThat(outcomes(sale.answers(clicks.subList(0, 512)))).hasSize(512).containsOnly("RESERVED");
        assertThat(sale.available()).isEqualTo(488);
    }

    @Test
    void refusesMoreWhileTooManyUnitsAreUnconfirmed() {
        TestSale sale = TestSale.open(30_000, 1_000);
        List<String> clicks =
                IntStream.range(0, 25).mapToObj(i -> click("buyer" + i, 1_000)).toList();

        List<JsonNode> answers = sale.answers(clicks);

        assertThat(outcomes(answers.subList(0, 20))).containsOnly("RESERVED");
        assertThat(outcomes(answers.subList(20, 25))).containsOnly("BUSY");
        assertThat(sale.available()).isEqualTo(10_000);

        sale.tellAndAwait("OrderCreated", answers.get(0).path("orderId").asText(), 1_000);
        assertThat(outcomes(sale.answers(click("buyer20", 1_000), click("buyer21", 1_000))))
                .containsExactly("RESERVED", "BUSY");
    }

    @Test
    void knowsNoOtherSales() {
        internally("{\"clicks\":[" + click("alice", 1) + "," + click("bob", 1) + "]}")
                .post("/internal/sales/nosuchsale/reservations")
                .then()
                .statusCode(200)
                .body("answers.outcome", contains("UNKNOWN_SALE", "UNKNOWN_SALE"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[]",
                "{\"clicks\":null}",
                "{\"clicks\":[]}",
                "{\"clicks\":[null]}",
                "{\"clicks\":{}}",
                "{\"clicks\":[{}]}",
                "{\"clicks\":[{\"quantity\":1,\"deadline\":1}]}",
                "{\"clicks\":[{\"buyerId\":\"\",\"quantity\":1,\"deadline\":1}]}",
                "{\"clicks\":[{\"buyerId\":\"a|b\",\"quantity\":1,\"deadline\":1}]}",
                "{\"clicks\":[{\"buyerId\":\"a b\",\"quantity\":1,\"deadline\":1}]}",
                "{\"clicks\":[{\"buyerId\":7,\"quantity\":1,\"deadline\":1}]}",
                "{\"clicks\":[{\"buyerId\":\"a\",\"quantity\":\"1\",\"deadline\":1}]}",
                "{\"clicks\":[{\"buyerId\":\"a\",\"quantity\":1.5,\"deadline\":1}]}",
                "{\"clicks\":[{\"buyerId\":\"a\",\"deadline\":1}]}",
                "{\"clicks\":[{\"buyerId\":\"a\",\"quantity\":1}]}",
                "{\"clicks\":[{\"buyerId\":\"a\",\"quantity\":1,\"deadline\":1}"
            })
    void refusesAMalformedBatch(String body) {
        internally(body)
                .post("/internal/sales/anysale/reservations")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/invalid-request"));
    }

    @Test
    void refusesBuyersWhoseIdIsTooLong() {
        TestSale sale = TestSale.open(5, 1);

        sale.reserve("b".repeat(64), 1);
        sale.send(click("good", 1), click("b".repeat(65), 1))
                .then()
                .statusCode(400)
                .body("errors.field", contains("clicks.buyerId"));
        assertThat(sale.available()).as("one wrong click refuses the batch").isEqualTo(4);
    }

    @Test
    void refusesCallersWithoutTheServiceToken() {
        given().contentType(ContentType.JSON)
                .body("{\"clicks\":[]}")
                .post("/internal/sales/anysale/reservations")
                .then()
                .statusCode(401)
                .body("type", equalTo("/problems/unauthenticated"));
    }

    @Test
    void isUnavailableWithoutRedisAndTakesNothingOnceTheDeadlineHasPassed() {
        TestSale sale = TestSale.open(5, 1);
        try (Jedis redis = new Jedis("redis://" + RealServers.servers().get("REDIS"))) {
            redis.clientPause(10_000, ClientPauseMode.WRITE);
            try {
                sale.send(click("alice", 1, Instant.now().plusMillis(1_000)))
                        .then()
                        .statusCode(503)
                        .contentType("application/problem+json")
                        .header("Retry-After", "1")
                        .body("type", equalTo("/problems/unavailable"));
            } finally {
                redis.clientUnpause();
            }
        }

        assertThat(sale.outcome("bob", 1)).isEqualTo("RESERVED");
        assertThat(sale.available()).as("alice's late click took nothing").isEqualTo(4);
    }
}
