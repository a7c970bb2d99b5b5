package io.flashsale.inventory.settling;

import static io.flashsale.inventory.testing.TestSale.PATIENCE;
import static io.flashsale.inventory.testing.TestSale.awaitEventsApplied;
import static io.flashsale.inventory.testing.TestSale.click;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.flashsale.inventory.testing.Books;
import io.flashsale.inventory.testing.Calls;
import io.flashsale.inventory.testing.OrderServiceStub;
import io.flashsale.inventory.testing.OrderServiceStub.Order;
import io.flashsale.inventory.testing.TestSale;
import io.flashsale.inventory.testing.Topics;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "inventory"))
@WithTestResource(OrderServiceStub.class)
class OrderEventsConsumerTest {

    @Inject
    Books books;

    private static String status(TestSale sale, String buyerId) {
        JsonNode answer = sale.answers(click(buyerId, 1)).get(0);
        assertThat(answer.path("outcome").asText()).isEqualTo("ALREADY_RESERVED");
        return answer.path("status").asText();
    }

    private static List<ConsumerRecord<String, String>> deadLetters(String value) {
        return Topics.readAll(Topics.ORDERS_DEAD_LETTERS).stream()
                .filter(record -> value.equals(record.value()))
                .toList();
    }

    @Test
    void confirmsAHoldOnce() {
        TestSale sale = TestSale.open(10, 3);
        String orderId = sale.reserve("alice", 2);
        sale.reserve("bob", 1);
        assertThat(sale.field("unconfirmedUnits")).isEqualTo("3");

        sale.tellAndAwait("OrderCreated", orderId, 2);
        sale.tellAndAwait("OrderCreated", orderId, 2);

        assertThat(sale.field("unconfirmedUnits")).isEqualTo("1");
        assertThat(sale.field("held")).isEqualTo("3");
        assertThat(status(sale, "alice")).isEqualTo("PENDING_PAYMENT");
        assertThat(status(sale, "bob")).isEqualTo("QUEUED");
        assertThat(books.stockLedger(orderId)).containsExactly("OrderCreated:2");
    }

    @Test
    void marksAHoldPaidOnce() {
        TestSale sale = TestSale.open(10, 3);
        String orderId = sale.reserve("alice", 2);

        sale.tell("OrderCreated", orderId, 2);
        sale.tell("OrderPaid", orderId, 2);
        sale.tellAndAwait("OrderPaid", orderId, 2);

        assertThat(sale.field("paidUnits")).isEqualTo("2");
        assertThat(sale.field("unconfirmedUnits")).isEqualTo("0");
        assertThat(status(sale, "alice")).isEqualTo("PAID");
        assertThat(books.stockLedger(orderId)).containsExactly("OrderCreated:2", "OrderPaid:2");
    }

    @Test
    void staysPaidWhenTheCreationComesLate() {
        TestSale sale = TestSale.open(10, 3);
        String orderId = sale.reserve("alice", 2);

        sale.tell("OrderPaid", orderId, 2);
        sale.tellAndAwait("OrderCreated", orderId, 2);

        assertThat(status(sale, "alice")).isEqualTo("PAID");
        assertThat(sale.field("paidUnits")).isEqualTo("2");
        assertThat(sale.field("unconfirmedUnits")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OrderCancelled", "OrderExpired"})
    void releasesAHoldExactlyOnceHoweverOftenAndLateItIsTold(String closing) {
        TestSale sale = TestSale.open(10, 3);
        String orderId = sale.reserve("alice", 2);

        sale.tell(closing, orderId, 2);
        sale.tell("OrderCreated", orderId, 2);
        sale.tellAndAwait(closing, orderId, 2);

        assertThat(sale.available()).isEqualTo(10);
        assertThat(sale.field("returnedUnits")).isEqualTo("2");
        assertThat(sale.field("unconfirmedUnits")).isEqualTo("0");
        assertThat(sale.hold(orderId)).isEqualTo("-");
        assertThat(books.stockLedger(orderId)).containsExactlyInAnyOrder(closing + ":2", "OrderCreated:2");

        String next = sale.reserve("alice", 3);
        sale.tellAndAwait(closing, orderId, 2);

        assertThat(next).isNotEqualTo(orderId);
        assertThat(sale.available()).isEqualTo(7);
        assertThat(sale.hold(next)).isEqualTo("U");
        assertThat(status(sale, "alice")).isEqualTo("QUEUED");
    }

    @Test
    void aReleaseThatMeetsARecoveringSaleIsAppliedOnceItIsBack() {
        TestSale sale = TestSale.open(10, 3);
        String orderId = sale.reserve("alice", 2);
        sale.tellAndAwait("OrderCreated", orderId, 2);
        // The snapshot is older than the event, so that the rebuilt slot holds the order again.
        sale.inMysql(new Order(orderId, "alice", 2, "PENDING_PAYMENT"));
        String unreadable = "unreadable while recovering " + sale.id();
        OrderServiceStub.setDown(true);
        try {
            Calls.internally()
                    .post("/admin/sales/" + sale.id() + "/rebuild")
                    .then()
                    .statusCode(202);
            await().atMost(PATIENCE).until(() -> sale.outcome("probe", 0).equals("RECOVERING"));

            Topics.writeTogether(Topics.ORDERS, 0, List.of(unreadable, sale.event("OrderCancelled", orderId, 2)));
            await().during(Duration.ofMillis(700)).atMost(PATIENCE).until(() -> sale.outcome("bob", 1)
                    .equals("RECOVERING"));
            assertThat(books.stockLedger(orderId)).containsExactly("OrderCreated:2");
        } finally {
            OrderServiceStub.setDown(false);
        }
        sale.awaitOpenAt(2);
        awaitEventsApplied();

        assertThat(sale.hold(orderId)).isEqualTo("-");
        assertThat(sale.available()).isEqualTo(10);
        assertThat(sale.field("returnedUnits")).isEqualTo("2");
        assertThat(books.stockLedger(orderId)).containsExactly("OrderCreated:2", "OrderCancelled:2");
        assertThat(deadLetters(unreadable))
                .as("written once, not with every try")
                .hasSize(1);
    }

    @Test
    void aRecoveringSaleDoesNotHoldUpTheOthersOfItsBatch() {
        TestSale waiting = TestSale.open(10, 3);
        TestSale other = TestSale.open(10, 3);
        String alice = waiting.reserve("alice", 2);
        String bob = other.reserve("bob", 1);
        waiting.inMysql(new Order(alice, "alice", 2, "PENDING_PAYMENT"));
        OrderServiceStub.setDown(true);
        try {
            Calls.internally()
                    .post("/admin/sales/" + waiting.id() + "/rebuild")
                    .then()
                    .statusCode(202);
            await().atMost(PATIENCE).until(() -> waiting.outcome("probe", 0).equals("RECOVERING"));

            Topics.writeTogether(
                    Topics.ORDERS,
                    4,
                    List.of(
                            waiting.event("OrderCreated", alice, 2),
                            waiting.event("OrderCancelled", alice, 2),
                            other.event("OrderCreated", bob, 1)));

            await().atMost(PATIENCE).until(() -> other.hold(bob).equals("C"));
            assertThat(books.stockLedger(alice)).isEmpty();
        } finally {
            OrderServiceStub.setDown(false);
        }
        waiting.awaitOpenAt(2);
        awaitEventsApplied();
        assertThat(waiting.hold(alice)).isEqualTo("-");
        assertThat(waiting.available()).isEqualTo(10);
        assertThat(books.stockLedger(alice)).containsExactly("OrderCreated:2", "OrderCancelled:2");
    }

    @Test
    void bytesNobodyCanReadGoToTheDeadLettersAndTheRestIsKept() {
        TestSale sale = TestSale.open(10, 3);
        String alice = sale.reserve("alice", 1);
        String bob = sale.reserve("bob", 1);
        String broken = "{\"type\":\"OrderCreated\",\"saleId\":\"" + sale.id() + "\"";
        String incomplete = "{\"type\":\"OrderCreated\",\"saleId\":\"" + sale.id() + "\"}";

        Topics.writeTogether(
                Topics.ORDERS,
                3,
                List.of(sale.event("OrderCreated", alice, 1), broken, incomplete, sale.event("OrderCreated", bob, 1)));
        awaitEventsApplied();

        assertThat(sale.hold(alice)).isEqualTo("C");
        assertThat(sale.hold(bob)).isEqualTo("C");
        assertThat(deadLetters(broken)).hasSize(1);
        ConsumerRecord<String, String> letter = deadLetters(incomplete).get(0);
        assertThat(letter.key()).isEqualTo("key");
        assertThat(header(letter, "flashsale-topic")).isEqualTo(Topics.ORDERS);
        assertThat(header(letter, "flashsale-partition")).isEqualTo("3");
        assertThat(header(letter, "flashsale-offset")).matches("\\d+");
        assertThat(header(letter, "flashsale-error")).isNotEmpty();
    }

    @Test
    void aRecordWithoutAValueHoldsNobodyUp() {
        TestSale sale = TestSale.open(10, 3);
        String alice = sale.reserve("alice", 1);

        Topics.write(Topics.ORDERS, alice, null);
        sale.tellAndAwait("OrderCreated", alice, 1);

        assertThat(sale.hold(alice)).isEqualTo("C");
    }

    @Test
    void aTypeOfTomorrowHoldsNobodyUp() {
        TestSale sale = TestSale.open(10, 3);
        String alice = sale.reserve("alice", 1);

        sale.tell("OrderWrappedAsAGiftByRequest", alice, 1);
        sale.tellAndAwait("OrderCreated", alice, 1);

        assertThat(sale.hold(alice)).isEqualTo("C");
        assertThat(books.stockLedger(alice)).containsExactly("OrderCreated:1");
    }

    @Test
    void idsThatNoSaleHasHoldNobodyUp() {
        TestSale sale = TestSale.open(10, 3);
        String alice = sale.reserve("alice", 1);
        String endless = sale.event("OrderPaid", alice, 1).replace(sale.id(), "s".repeat(200));

        Topics.writeTogether(Topics.ORDERS, 2, List.of(endless, sale.event("OrderCreated", alice, 1)));
        awaitEventsApplied();

        assertThat(sale.hold(alice)).isEqualTo("C");
        assertThat(deadLetters(endless)).hasSize(1);
    }

    @Test
    void ordersOfSalesThatAreNotOursHoldNobodyUp() {
        TestSale sale = TestSale.open(10, 3);
        String alice = sale.reserve("alice", 1);
        String foreign = sale.event("OrderPaid", alice, 1).replace(sale.id(), "notours7");

        Topics.writeTogether(Topics.ORDERS, 1, List.of(foreign, sale.event("OrderCreated", alice, 1)));
        awaitEventsApplied();

        assertThat(sale.hold(alice)).isEqualTo("C");
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
