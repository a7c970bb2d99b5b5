package io.flashsale.inventory.selling;

import static io.flashsale.inventory.testing.Calls.internally;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.flashsale.inventory.testing.OrderServiceStub;
import io.flashsale.inventory.testing.TestSale;
import io.flashsale.inventory.testing.Topics;
import io.flashsale.testing.Contract;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "inventory"))
@WithTestResource(OrderServiceStub.class)
class SaleResourceTest {

    private static final Instant TOMORROW =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(1, ChronoUnit.DAYS);
    private static final String GOOD = TestSale.request(300, 2, 120, TOMORROW, TOMORROW.plusSeconds(60));

    private static ValidatableResponse create(String body) {
        return internally(body).post("/admin/sales").then();
    }

    private static ValidatableResponse refuses(String body) {
        return create(body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/invalid-request"));
    }

    @Test
    void answersANewSaleWithItsPlaceAndItsFields() {
        String id = create(GOOD)
                .statusCode(201)
                .body("id", matchesPattern("[a-z0-9]{4,32}"))
                .body("title", equalTo("Shoes"))
                .body("priceMinor", equalTo(4990))
                .body("currency", equalTo("EUR"))
                .body("opensAt", equalTo(TOMORROW.toString()))
                .body("closesAt", equalTo(TOMORROW.plusSeconds(60).toString()))
                .body("state", equalTo("SCHEDULED"))
                .body("stock.total", equalTo(300))
                .body("stock.available", equalTo(300))
                .body("perUserLimit", equalTo(2))
                .body("holdSeconds", equalTo(120))
                .body("mode", equalTo("open"))
                .header("Location", matchesPattern(".*/api/sales/[a-z0-9]+"))
                .extract()
                .path("id");

        JsonNode told = Topics.saleEvents(id).get(0);
        Contract.assertSatisfies("sale-event", told.toString());
        assertThat(told.path("state").asText()).isEqualTo("SCHEDULED");
        assertThat(told.path("available").asInt()).isEqualTo(300);
        assertThat(told.path("epoch").asInt()).isZero();
    }

    @Test
    void keepsTheTitleAsItWasWritten() {
        String id = create(GOOD.replace("Shoes", "Schuhe \\\"№ 9\\\" 👟"))
                .statusCode(201)
                .body("title", equalTo("Schuhe \"№ 9\" 👟"))
                .extract()
                .path("id");

        // Told again by the keeper, from the row in MySQL.
        await().atMost(TestSale.PATIENCE).until(() -> Topics.saleEvents(id).size() > 1);
        assertThat(Topics.saleEvents(id))
                .allMatch(told -> told.path("title").asText().equals("Schuhe \"№ 9\" 👟"));
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        refuses("{\"stock\":0,\"mode\":\"?\"}")
                .body(
                        "errors.field",
                        contains("title", "priceMinor", "currency", "stock", "opensAt", "closesAt", "mode"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"stock\":300|\"stock\":\"300\"|stock",
                "\"stock\":300|\"stock\":1.5|stock",
                "\"stock\":300|\"stock\":99999999999|stock",
                "\"stock\":300|\"stock\":true|stock",
                "\"stock\":300|\"stock\":[300]|stock",
                "\"stock\":300|\"stock\":null|stock",
                "\"title\":\"Shoes\"|\"title\":7|title",
                "\"title\":\"Shoes\"|\"title\":{}|title",
                "\"priceMinor\":4990|\"priceMinor\":49.90|priceMinor",
                "\"perUserLimit\":2|\"perUserLimit\":\"two\"|perUserLimit",
                "\"holdSeconds\":120|\"holdSeconds\":-1|holdSeconds",
                "\"mode\":\"open\"|\"mode\":\"fixed:2\"|mode"
            })
    void namesAFieldOfTheWrongType(String good, String bad, String field) {
        assertThat(GOOD).contains(good);

        refuses(GOOD.replace(good, bad)).body("errors.field", contains(field));
    }

    @Test
    void namesATimeItCannotRead() {
        refuses(GOOD.replace(TOMORROW.toString(), "tomorrow")).body("errors.field", contains("opensAt"));
        refuses(GOOD.replace("\"" + TOMORROW + "\"", "17")).body("errors.field", hasItem("opensAt"));
    }

    @Test
    void namesAFieldItDoesNotKnow() {
        refuses(GOOD.replace("{", "{\"stok\":1,")).body("errors.field", contains("stok"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "\"sale\"", "{", "{\"title\":", "not json", "{} {}"})
    void refusesABodyThatIsNoSale(String body) {
        refuses(body);
    }

    @Test
    void refusesAnyOtherMediaType() {
        internally()
                .contentType(ContentType.XML)
                .body("<sale/>")
                .post("/admin/sales")
                .then()
                .statusCode(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong", "test-service-token-and-more"})
    void refusesCallersWithoutTheServiceToken(String token) {
        given().header("X-Service-Token", token)
                .contentType(ContentType.JSON)
                .body(GOOD)
                .post("/admin/sales")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("type", endsWith("/unauthenticated"));
    }
}
