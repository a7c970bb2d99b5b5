package io.flashsale.inventory.keeping;

import static io.flashsale.inventory.testing.Calls.internally;
import static io.flashsale.inventory.testing.TestSale.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.flashsale.inventory.testing.OrderServiceStub;
import io.flashsale.inventory.testing.TestSale;
import io.flashsale.inventory.testing.Topics;
import io.flashsale.testing.Contract;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "inventory"))
@WithTestResource(OrderServiceStub.class)
class SaleKeeperTest {

    private static List<JsonNode> told(TestSale sale) {
        return Topics.saleEvents(sale.id());
    }

    private static JsonNode lastTold(TestSale sale) {
        List<JsonNode> all = told(sale);
        return all.get(all.size() - 1);
    }

    private static void awaitTold(TestSale sale, String state, int available) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode last = lastTold(sale);
            assertThat(last.path("state").asText()).isEqualTo(state);
            assertThat(last.path("available").asInt()).isEqualTo(available);
        });
    }

    private static Instant time(JsonNode event) {
        return Instant.parse(event.path("time").asText());
    }

    @Test
    void preparesASaleBeforeItOpens() {
        Instant opensAt = Instant.now().plusSeconds(40);
        TestSale sale = TestSale.defined(5, 1, 300, opensAt, opensAt.plusSeconds(3_600));

        await().atMost(PATIENCE).until(() -> sale.outcome("probe", 0).equals("NOT_OPEN"));

        assertThat(sale.field("epoch")).isEqualTo("1");
        awaitTold(sale, "SCHEDULED", 5);
    }

    @Test
    void tellsThatASaleIsScheduledAndThenThatItIsOpen() {
        Instant opensAt = Instant.now().plusSeconds(2);
        TestSale sale = TestSale.defined(5, 1, 300, opensAt, opensAt.plusSeconds(3_600));

        awaitTold(sale, "OPEN", 5);

        List<JsonNode> all = told(sale);
        all.forEach(event -> Contract.assertSatisfies("sale-event", event.toString()));
        assertThat(all.get(0).path("state").asText()).isEqualTo("SCHEDULED");
        assertThat(all)
                .filteredOn(event -> time(event).isBefore(opensAt.minusMillis(1)))
                .allMatch(event -> event.path("state").asText().equals("SCHEDULED"));
        sale.reserve("alice", 1);
    }

    @Test
    void repeatsTheWholeStateEverySecond() {
        TestSale sale = TestSale.open(5, 1);
        awaitTold(sale, "OPEN", 5);
        int before = told(sale).size();

        await().atMost(PATIENCE).until(() -> told(sale).size() >= before + 2);

        List<JsonNode> all = told(sale);
        JsonNode last = all.get(all.size() - 1);
        JsonNode previous = all.get(all.size() - 2);
        assertThat(Duration.between(time(previous), time(last))).isGreaterThan(Duration.ofMillis(500));
        assertThat(last.path("version")).isEqualTo(previous.path("version"));
        assertThat(last.path("id")).isNotEqualTo(previous.path("id"));
    }

    @Test
    void tellsOfSoldOutAndOfReturnedStockBeforeTheNextRepetition() {
        TestSale sale = TestSale.open(1, 1);
        awaitTold(sale, "OPEN", 1);

        Instant sold = Instant.now();
        String orderId = sale.reserve("alice", 1);
        awaitTold(sale, "SOLD_OUT", 0);
        Instant returned = Instant.now();
        sale.tell("OrderCancelled", orderId, 1);
        awaitTold(sale, "OPEN", 1);

        List<JsonNode> all = told(sale);
        JsonNode soldOut = all.stream()
                .filter(e -> e.path("state").asText().equals("SOLD_OUT"))
                .findFirst()
                .orElseThrow();
        JsonNode back = all.stream()
                .filter(e -> e.path("state").asText().equals("OPEN")
                        && e.path("version").asLong() > soldOut.path("version").asLong())
                .findFirst()
                .orElseThrow();
        assertThat(soldOut.path("finalSoldOut").asBoolean()).isFalse();
        assertThat(Duration.between(sold, time(soldOut))).isLessThan(Duration.ofMillis(900));
        assertThat(Duration.between(returned, time(back))).isLessThan(Duration.ofMillis(1_900));
    }

    @Test
    void saysForGoodOnceEveryUnitIsPaid() {
        TestSale sale = TestSale.open(1, 1);
        String orderId = sale.reserve("alice", 1);

        sale.tell("OrderPaid", orderId, 1);

        await().atMost(PATIENCE).until(() -> lastTold(sale).path("finalSoldOut").asBoolean());
        JsonNode answer = sale.answers(TestSale.click("bob", 1)).get(0);
        assertThat(answer.path("outcome").asText()).isEqualTo("SOLD_OUT");
        assertThat(answer.path("finalSoldOut").asBoolean()).isTrue();
    }

    @Test
    void versionsOnlyRise() {
        TestSale sale = TestSale.open(3, 1);
        String orderId = sale.reserve("alice", 1);
        sale.tellAndAwait("OrderCreated", orderId, 1);
        sale.tellAndAwait("OrderExpired", orderId, 1);
        awaitTold(sale, "OPEN", 3);

        assertThat(told(sale))
                .extracting(e ->
                        e.path("epoch").asLong() * 1_000_000 + e.path("version").asLong())
                .isSorted();
    }

    @Test
    void putsAwayASaleThatIsOver() {
        Instant now = Instant.now();
        TestSale sale = TestSale.defined(5, 1, 1, now.minusSeconds(1), now.plusSeconds(3));
        sale.awaitOpen();
        String orderId = sale.reserve("alice", 1);
        sale.inMysql(new OrderServiceStub.Order(orderId, "alice", 1, "PAID"));
        sale.tellAndAwait("OrderPaid", orderId, 1);

        await().atMost(PATIENCE).until(() -> sale.outcome("probe", 0).equals("CLOSED"));
        awaitTold(sale, "CLOSED", 4);
        await().atMost(PATIENCE).until(() -> sale.outcome("probe", 0).equals("UNKNOWN_SALE"));

        assertThat(lastTold(sale).path("state").asText()).isEqualTo("CLOSED");
        internally()
                .get("/admin/sales/" + sale.id() + "/ledger")
                .then()
                .statusCode(200)
                .body("settled", equalTo(true))
                .body("balanced", equalTo(true))
                .body("paid", equalTo(1));
    }
}
