package io.flashsale.edge.buying;

import static io.flashsale.edge.rig.Edge.assertProblem;
import static io.flashsale.edge.rig.StubServices.INVENTORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.oneOf;

import io.flashsale.edge.Sale;
import io.flashsale.edge.challenging.Solver;
import io.flashsale.edge.rig.Edge;
import io.flashsale.edge.rig.Edge.Buyer;
import io.flashsale.edge.rig.StubServer;
import io.flashsale.edge.rig.StubServices;
import io.flashsale.edge.rig.TestSale;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The limits and the bot score in a running edge behind a trusted proxy, which this machine is. */
@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(value = StubServices.class, initArgs = @ResourceArg(name = "guards", value = "strict"))
class GuardedBuyRouteTest {

    private static final int BUYER_BURST = 40;
    private static final int ADDRESS_BURST = 50;

    private Sale sale;

    @BeforeEach
    void openASale() {
        sale = Edge.tell(TestSale.ofItsOwn());
        inventoryAnswers("{\"outcome\":\"TOO_FEW_LEFT\"}");
    }

    @Test
    void aBuyerWhoNeverStopsIsAskedToWaitAndEveryClickIsCounted() {
        Buyer alice = Edge.newBuyer();
        String pass = alice.passFor(sale);
        int clicks = 2 * BUYER_BURST;
        for (int click = 0; click < clicks - 1; click++) {
            click(alice.calling(), pass).then().statusCode(oneOf(403, 409, 429));
        }
        assertProblem(click(alice.calling(), pass), 429, "rate-limited")
                .header("Retry-After", matchesPattern("[1-9]\\d?"));
        Map<String, Integer> dropped = funnel().path("dropped");
        assertThat(dropped).containsKeys("buyer_limit", "challenged", "inventory_too_few_left");
        assertThat(dropped.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(clicks);
        assertThat(funnel().<Integer>path("clicks")).isEqualTo(clicks);
    }

    @Test
    void manyBuyersOfOneAddressShareItsLimitWhateverTheyWriteBeforeIt() {
        int refused = 0;
        for (int i = 0; i < ADDRESS_BURST; i++) {
            Buyer buyer = Edge.newBuyer();
            String forwarded = "192.0.2." + i + ", 2001:db8:7:7::" + i;
            refused += askForPass(buyer, forwarded).statusCode() == 429 ? 1 : 0;
            refused += askForPass(buyer, forwarded).statusCode() == 429 ? 1 : 0;
        }
        assertThat(refused).isBetween(ADDRESS_BURST - 5, ADDRESS_BURST);
        askForPass(Edge.newBuyer(), "2001:db8:7:8::1").then().statusCode(200);
        assertProblem(askForPass(Edge.newBuyer(), "2001:db8:7:7:8:8:8:8"), 429, "rate-limited");
    }

    @Test
    void whoClicksLikeAMachineDoesSomeWorkForANewPassAndIsThenHeard() {
        Buyer alice = Edge.newBuyer();
        String pass = alice.passFor(sale);
        Response last = click(alice.calling(), pass);
        for (int i = 0; i < 15 && last.statusCode() != 403; i++) {
            last = click(alice.calling(), pass);
        }
        assertProblem(last, 403, "pass-invalid");

        Response asked = alice.calling().post("/api/sales/{id}/pass", sale.saleId());
        String token = asked.then().statusCode(200).extract().path("challenge.token");
        int solution = Solver.solve(token, asked.path("challenge.bits"));
        Map<String, String> work = Map.of("challenge", token, "solution", Integer.toString(solution));
        String earned = alice.calling()
                .contentType("application/json")
                .body(work)
                .post("/api/sales/{id}/pass", sale.saleId())
                .path("pass");

        inventoryAnswers("{\"outcome\":\"RESERVED\",\"orderId\":\"" + sale.saleId()
                + "-1-1\",\"quantity\":1,\"status\":\"QUEUED\"}");
        assertThat(click(alice.calling(), earned).statusCode()).isEqualTo(202);
    }

    @Test
    void onlyAnOperatorIsToldWhichFilterTurnedAClickAway() {
        Buyer alice = Edge.newBuyer();
        assertThat(click(alice.calling(), "no pass").header("X-Drop-Reason")).isNull();
        assertThat(click(alice.calling().header("X-Admin-Token", "a guess"), "no pass")
                        .header("X-Drop-Reason"))
                .isNull();
        assertThat(click(alice.calling().header("X-Admin-Token", StubServices.ADMIN_TOKEN), "no pass")
                        .header("X-Drop-Reason"))
                .isEqualTo("pass_invalid");
    }

    @Test
    void anOperatorIsToldWhereTheEdgeTakesACallToComeFrom() {
        Response answer =
                Edge.operator().header("X-Forwarded-For", "2001:db8::7").get("/admin/origin");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<String>path("address")).isEqualTo("2001:db8::7");
        assertThat(answer.<String>path("source")).isEqualTo("trusted-proxy");
        assertThat(answer.<Boolean>path("unlimited")).isFalse();
        assertThat(Edge.operator().get("/admin/origin").<Boolean>path("unlimited"))
                .isTrue();
        assertProblem(Edge.newBuyer().calling().get("/admin/origin"), 403, "forbidden");
    }

    private Response askForPass(Buyer buyer, String forwarded) {
        return buyer.calling().header("X-Forwarded-For", forwarded).post("/api/sales/{id}/pass", sale.saleId());
    }

    private Response click(RequestSpecification calling, String pass) {
        return calling.header("X-Purchase-Pass", pass).post("/api/sales/{id}/orders", sale.saleId());
    }

    private Response funnel() {
        return Edge.operator().get("/admin/funnel/{id}", sale.saleId());
    }

    private void inventoryAnswers(String each) {
        INVENTORY.on(
                "/internal/sales/" + sale.saleId() + "/reservations",
                (exchange, call) -> StubServer.send(exchange, 200, "{\"answers\":[" + each + "]}"));
    }
}
