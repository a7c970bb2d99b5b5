package io.flashsale.inventory.relaying;

import static io.flashsale.inventory.testing.TestSale.PATIENCE;
import static io.flashsale.inventory.testing.TestSale.click;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "inventory"))
@WithTestResource(OrderServiceStub.class)
class OutboxRelayTest {

    @Test
    void sendsAReservationToKafkaUnderItsOrder() {
        TestSale sale = TestSale.open(5, 3);
        String traced = click("alice", 2)
                .replace("}", ",\"traceparent\":\"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\"}");
        String orderId = sale.answers(traced).get(0).path("orderId").asText();

        await().atMost(PATIENCE).until(() -> !OrderServiceStub.received(orderId).isEmpty());
        ConsumerRecord<String, String> record =
                OrderServiceStub.received(orderId).get(0);
        assertThat(record.key()).isEqualTo(orderId);
        Contract.assertSatisfies("reservation-event", record.value());
        JsonNode event = Topics.json(record.value());
        assertThat(event.path("orderId").asText()).isEqualTo(orderId);
        assertThat(event.path("saleId").asText()).isEqualTo(sale.id());
        assertThat(event.path("buyerId").asText()).isEqualTo("alice");
        assertThat(event.path("quantity").asInt()).isEqualTo(2);
        assertThat(event.path("traceparent").asText())
                .isEqualTo("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        await().atMost(PATIENCE).until(() -> sale.outboxEntries() == 0);
    }

    @Test
    void sendsEveryReservationOfAStampedeAndEmptiesTheOutbox() {
        TestSale sale = TestSale.open(1_500, 1);
        List<String> orderIds = IntStream.range(0, 4)
                .mapToObj(batch -> IntStream.range(0, 400)
                        .mapToObj(i -> click("buyer" + batch + "-" + i, 1))
                        .toList())
                .flatMap(clicks -> sale.answers(clicks).stream())
                .filter(answer -> answer.path("outcome").asText().equals("RESERVED"))
                .map(answer -> answer.path("orderId").asText())
                .toList();

        assertThat(orderIds).hasSize(1_500).doesNotHaveDuplicates();
        await().atMost(PATIENCE).until(() -> sale.outboxEntries() == 0);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(orderIds)
                .allMatch(orderId -> !OrderServiceStub.received(orderId).isEmpty()));
        assertThat(orderIds.stream()
                        .map(orderId ->
                                OrderServiceStub.received(orderId).get(0).partition())
                        .distinct())
                .as("spread over the partitions")
                .hasSize(6);
    }

    /** What Kafka still has to hand to order-service needs no repetition: it would only be buried deeper. */
    @Test
    void sendsAHoldAgainThatMysqlHasNotConfirmedThoughItHasReadEverything() {
        TestSale sale = TestSale.open(5, 3);
        OrderServiceStub.setLagging(true);
        String forgotten = sale.reserve("alice", 2);
        String confirmed = sale.reserve("bob", 1);
        try {
            sale.tellAndAwait("OrderCreated", confirmed, 1);
            await().during(Duration.ofMillis(2_500))
                    .atMost(PATIENCE)
                    .until(() -> OrderServiceStub.received(forgotten).size() == 1);
        } finally {
            OrderServiceStub.setLagging(false);
        }

        await().atMost(PATIENCE)
                .until(() -> OrderServiceStub.received(forgotten).size() > 1);

        JsonNode first = Topics.json(OrderServiceStub.received(forgotten).get(0).value());
        JsonNode second =
                Topics.json(OrderServiceStub.received(forgotten).get(1).value());
        Contract.assertSatisfies("reservation-event", second.toString());
        for (String field : List.of("orderId", "saleId", "buyerId", "quantity", "time")) {
            assertThat(second.path(field)).as(field).isEqualTo(first.path(field));
        }
        assertThat(OrderServiceStub.received(confirmed)).hasSize(1);
        assertThat(sale.available()).isEqualTo(2);
        sale.tellAndAwait("OrderCreated", forgotten, 2);
    }
}
