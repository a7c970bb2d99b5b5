package io.flashsale.edge.selling;

import static io.flashsale.edge.rig.Edge.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flashsale.edge.Sale;
import io.flashsale.edge.rig.Edge;
import io.flashsale.edge.rig.StubServices;
import io.flashsale.edge.rig.TestSale;
import io.flashsale.testing.Contract;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(StubServices.class)
class SaleRoutesTest {

    @Inject
    SaleBoard board;

    @Inject
    SalesFeed feed;

    @Inject
    ObjectMapper json;

    @Test
    void readsTheContractsExample() throws Exception {
        Contract.assertSatisfies(
                "sale-event",
                TestSale.ofItsOwn()
                        .event()
                        .replace("null", "\"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\""));
        String example = Contract.example("sale-changed");
        feed.hear(example);
        Sale heard = board.find(json.readTree(example).get("saleId").asText()).sale();
        assertThat(heard)
                .isEqualTo(new Sale(
                        "k3v9x2ma",
                        1,
                        57,
                        "Summer sneakers",
                        4990,
                        "EUR",
                        Instant.parse("2026-01-15T10:00:00Z"),
                        Instant.parse("2026-01-15T11:00:00Z"),
                        "OPEN",
                        300,
                        258,
                        2,
                        300,
                        "open",
                        false,
                        TestSale.RANK_KEY,
                        TestSale.RANK_COMMITMENT));
    }

    @Test
    void whatCannotBeReadIsPassedOver() {
        for (String event : new String[] {
            "no json", "{}", "null", "[]", "17", "", "{\"saleId\":\"x\"}", "{\"saleId\":\"x\",\"epoch\":\"much\"}"
        }) {
            Edge.publish("x", event);
        }
        Edge.publish("x", null);
        Sale after = Edge.tell(TestSale.ofItsOwn());
        given().get("/api/sales/{id}", after.saleId()).then().statusCode(200);
        Edge.awaitAllSalesKnown();
        given().get("/api/sales/x").then().statusCode(404);
    }

    @Test
    void showsASaleAsTheContractSays() {
        Sale sale = Edge.tell(TestSale.ofItsOwn().available(7));
        Response answer = given().get("/api/sales/{id}", sale.saleId());
        answer.then().statusCode(200).header("Date", notNullValue()).header("Cache-Control", "no-cache");
        assertThat(answer.<Map<String, Object>>path(""))
                .isEqualTo(Map.of(
                        "id",
                        sale.saleId(),
                        "title",
                        "Summer sneakers",
                        "priceMinor",
                        4990,
                        "currency",
                        "EUR",
                        "opensAt",
                        sale.opensAt().toString(),
                        "closesAt",
                        sale.closesAt().toString(),
                        "state",
                        "OPEN",
                        "stock",
                        Map.of("total", 10, "available", 7),
                        "perUserLimit",
                        2));
        given().get("/api/sales").then().statusCode(200).body("id", hasItem(sale.saleId()));
    }

    @Test
    void whoHasTheSaleIsOnlyToldSoAndTheTimeUntilItChanges() {
        TestSale told = TestSale.ofItsOwn();
        Sale sale = Edge.tell(told.at(1, 1).available(7));
        for (String path : new String[] {"/api/sales/" + sale.saleId(), "/api/sales"}) {
            String tag = given().get(path).then().statusCode(200).extract().header("ETag");
            given().header("If-None-Match", tag)
                    .get(path)
                    .then()
                    .statusCode(304)
                    .header("ETag", equalTo(tag))
                    .header("Cache-Control", "no-cache")
                    .header("Date", notNullValue());
        }
        String tag = given().get("/api/sales/{id}", sale.saleId()).header("ETag");
        Edge.tell(told.at(1, 2).available(6));
        given().header("If-None-Match", tag)
                .get("/api/sales/{id}", sale.saleId())
                .then()
                .statusCode(200)
                .body("stock.available", equalTo(6));
    }

    @Test
    void theStateFollowsTheFeed() {
        TestSale told = TestSale.ofItsOwn();
        Sale sale = Edge.tell(told.at(1, 1));
        Edge.tell(told.at(1, 2).soldOut(false));
        assertState(sale, "SOLD_OUT");
        Edge.tell(told.at(1, 3).state("OPEN").available(3));
        assertState(sale, "OPEN");
        Edge.publish(sale.saleId(), told.at(1, 2).soldOut(false).event());
        Edge.tell(told.at(2, 1).state("RECOVERING").available(4));
        assertState(sale, "RECOVERING");
    }

    @Test
    void aPassIsForSignedInBuyersOfAnOpenSale() {
        Sale sale = Edge.tell(TestSale.ofItsOwn());
        Edge.Buyer alice = Edge.newBuyer();
        Response pass = alice.calling().post("/api/sales/{id}/pass", sale.saleId());
        pass.then().statusCode(200).header("Cache-Control", "no-store");
        assertThat(pass.<String>path("pass")).startsWith("p2." + sale.saleId() + "." + alice.userId());
        assertThat(Instant.parse(pass.path("expiresAt"))).isAfter(Instant.now());

        assertProblem(given().post("/api/sales/{id}/pass", sale.saleId()), 401, "unauthenticated");
        assertProblem(
                given().header("Authorization", "Bearer forged").post("/api/sales/{id}/pass", sale.saleId()),
                401,
                "unauthenticated");
        Edge.awaitAllSalesKnown();
        assertProblem(alice.calling().post("/api/sales/nosuchsale/pass"), 404, "not-found");
    }

    @Test
    void thereIsNoPassBeforeTheOpeningOrAfterTheClosing() {
        Instant now = Instant.now();
        Sale later = Edge.tell(TestSale.ofItsOwn().window(now.plusSeconds(600), now.plusSeconds(900)));
        assertProblem(Edge.newBuyer().calling().post("/api/sales/{id}/pass", later.saleId()), 409, "sale-not-open")
                .body("opensAt", equalTo(later.opensAt().toString()));
        Sale over = Edge.tell(TestSale.ofItsOwn().window(now.minusSeconds(600), now.minusSeconds(300)));
        assertProblem(Edge.newBuyer().calling().post("/api/sales/{id}/pass", over.saleId()), 409, "sale-not-open");
    }

    @Test
    void anUnknownSaleIsNotFound() {
        Edge.awaitAllSalesKnown();
        assertProblem(given().get("/api/sales/nosuchsale"), 404, "not-found");
        assertProblem(given().get("/api/sales/{id}", "../../internal"), 404, "not-found");
        assertProblem(given().get("/api/sales/{id}", "a".repeat(500)), 404, "not-found");
    }

    private static void assertState(Sale sale, String state) {
        given().get("/api/sales/{id}", sale.saleId()).then().body("state", equalTo(state));
    }
}
