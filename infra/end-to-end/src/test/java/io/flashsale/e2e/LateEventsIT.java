package io.flashsale.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flashsale.e2e.Api.Buyer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What comes too late: a payment after the hold has ended, a cancellation after its buyer has bought again. */
class LateEventsIT {

    private static final String NAME = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void aPaymentAfterExpiryIsRefundedAndItsUnitIsSoldOnce() {
        try (Api api = new Api(SystemUnderTest.shared())) {
            Buyer late = Api.await(api.signIn("late-" + NAME));
            Buyer next = Api.await(api.signIn("next-" + NAME));
            String saleId = api.openSale("LateEventsIT", 1, 1, 4);
            String order = buy(api, late, saleId);
            assertThat(Api.await(api.pay(late, order, "4000000000009995", "late"))
                            .status())
                    .isEqualTo(202);
            Waiting.until("the order expires", () -> status(api, late, order).equals("EXPIRED"));

            Waiting.until(
                    "its unit is for sale again",
                    () -> api.buyOnce(next, saleId).status() == 202);
            String second = api.buyOnce(next, saleId).json().get("orderId").asText();
            Waiting.until("the second order is booked", () -> status(api, next, second)
                    .equals("PENDING_PAYMENT"));
            assertThat(Api.await(api.pay(next, second, "4242424242424242", "next"))
                            .status())
                    .isEqualTo(202);
            Waiting.until("the late payment is refunded", () -> Api.await(api.order(late, order))
                    .json()
                    .path("payment")
                    .path("status")
                    .asText()
                    .equals("REFUNDED"));
            assertThat(status(api, late, order)).isEqualTo("EXPIRED");

            JsonNode ledger = settled(api, saleId, "paid", 1);
            assertThat(ledger.get("available").asInt()).isZero();
            assertThat(ledger.get("returned").asInt()).isEqualTo(1);
        }
    }

    @Test
    void aRepeatedCancellationLeavesTheBuyersNewOrderAlone() {
        SystemUnderTest system = SystemUnderTest.shared();
        String kafka = system.demand("KAFKA_BOOTSTRAP");
        try (Api api = new Api(system)) {
            Buyer buyer = Api.await(api.signIn("again-" + NAME));
            String saleId = api.openSale("LateEventsIT", 5, 1, 600);
            String first = buy(api, buyer, saleId);
            assertThat(Api.await(api.cancel(buyer, first)).status()).isEqualTo(202);
            settled(api, saleId, "returned", 1);
            String second = buy(api, buyer, saleId);
            assertThat(second).isNotEqualTo(first);
            JsonNode before = settled(api, saleId, "pendingPayment", 1);

            int repeated = repeatEventsOf(kafka, first);

            assertThat(repeated).isGreaterThanOrEqualTo(2);
            // A later event of the same partitions shows that the repetitions before it have been consumed.
            Buyer marker = Api.await(api.signIn("marker-" + NAME));
            buy(api, marker, saleId);
            JsonNode after = settled(api, saleId, "pendingPayment", 2);
            assertThat(after.get("available").asInt())
                    .isEqualTo(before.get("available").asInt() - 1);
            assertThat(after.get("returned").asInt()).isEqualTo(1);
            assertThat(api.buyOnce(buyer, saleId).json().get("orderId").asText())
                    .isEqualTo(second);
            assertThat(status(api, buyer, second)).isEqualTo("PENDING_PAYMENT");
        }
    }

    /** Sends every event of an order once more, to every partition, so that whatever follows anywhere comes after it. */
    private static int repeatEventsOf(String kafka, String orderId) {
        List<ConsumerRecord<String, String>> events = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", kafka, "auto.offset.reset", "earliest"),
                        new StringDeserializer(),
                        new StringDeserializer());
                KafkaProducer<String, String> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka), new StringSerializer(), new StringSerializer())) {
            var partitions = consumer.partitionsFor("flashsale.orders.v1").stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Waiting.until("the order's events are found", () -> {
                consumer.poll(Duration.ofMillis(300)).forEach(record -> {
                    if (orderId.equals(record.key())) {
                        events.add(record);
                    }
                });
                return events.stream().anyMatch(event -> event.value().contains("OrderCancelled"));
            });
            for (int times = 0; times < 3; times++) {
                for (var partition : partitions) {
                    for (ConsumerRecord<String, String> event : events) {
                        producer.send(
                                new ProducerRecord<>(event.topic(), partition.partition(), event.key(), event.value()));
                    }
                }
            }
            producer.flush();
        }
        return events.size();
    }

    private static String buy(Api api, Buyer buyer, String saleId) {
        String orderId = api.buyOnce(buyer, saleId).json().path("orderId").asText();
        assertThat(orderId).startsWith(saleId);
        Waiting.until("order " + orderId + " is booked", () -> status(api, buyer, orderId)
                .equals("PENDING_PAYMENT"));
        return orderId;
    }

    private static String status(Api api, Buyer buyer, String orderId) {
        return Api.await(api.order(buyer, orderId)).json().path("status").asText();
    }

    private static JsonNode settled(Api api, String saleId, String field, int value) {
        JsonNode ledger = Waiting.until(
                "ledger settles with " + field + " " + value,
                () -> api.ledger(saleId),
                found -> found.path("settled").asBoolean() && found.path(field).asInt(-1) == value);
        assertThat(ledger.get("balanced").asBoolean()).as("%s", ledger).isTrue();
        return ledger;
    }
}
