package io.flashsale.payment.ordering;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.payment.Card;
import io.flashsale.payment.OrderStatus;
import io.flashsale.payment.provider.CardProvider;
import io.flashsale.payment.provider.Charge;
import io.flashsale.payment.provider.Standing;
import io.flashsale.payment.recording.AttemptLedger;
import io.flashsale.payment.rig.Database;
import io.flashsale.payment.rig.OrderServiceStub;
import io.flashsale.payment.rig.TestOrder;
import io.flashsale.payment.rig.Topics;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "payments"))
@WithTestResource(OrderServiceStub.class)
class OrderEventConsumerTest {

    private static final int ROUNDS = 100;

    @Inject
    OrderRecord record;

    @Inject
    AttemptLedger ledger;

    @Inject
    CardProvider provider;

    private static void awaitStatus(TestOrder order, String status) {
        await().atMost(10, SECONDS)
                .untilAsserted(() -> assertThat(Database.orderStatus(order)).isEqualTo(status));
    }

    private static OrderState state(TestOrder order, OrderStatus status, long version) {
        return new OrderState(
                order.orderId(),
                order.saleId(),
                order.buyerId(),
                status,
                version,
                TestOrder.AMOUNT_MINOR,
                "EUR",
                order.expiresAt());
    }

    @Test
    void recordsWhatItHears() {
        TestOrder order = TestOrder.fresh();
        Topics.send(order, "PENDING_PAYMENT", 1);
        awaitStatus(order, "PENDING_PAYMENT");
        assertThat(Database.value(
                        "SELECT CONCAT_WS(' ', sale_id, buyer_id, amount_minor, currency, version)"
                                + " FROM payable_orders WHERE order_id = ?",
                        order.orderId()))
                .contains(order.saleId() + " " + order.buyerId() + " 4990 EUR 1");
        assertThat(Database.value("SELECT expires_at FROM payable_orders WHERE order_id = ?", order.orderId())
                        .orElseThrow())
                .startsWith(order.expiresAt().toString().substring(0, 10))
                .contains(order.expiresAt().toString().substring(11, 19));
    }

    @Test
    void neverGoesBackToAnOlderVersion() {
        TestOrder order = TestOrder.fresh();
        Topics.send(order, "CANCELLED", 2);
        Topics.send(order, "PENDING_PAYMENT", 1);
        Topics.send(order, "CANCELLED", 2);
        awaitStatus(order, "CANCELLED");
        assertThat(record.apply(List.of(state(order, OrderStatus.PENDING_PAYMENT, 1))))
                .isZero();
        assertThat(record.apply(List.of(state(order, OrderStatus.PAID, 2)))).isZero();
        assertThat(Database.orderStatus(order)).isEqualTo("CANCELLED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "{\"type\":\"OrderCreated\"}", ""})
    void unreadableBytesGoToTheDeadLettersAndTheRestOfThePollIsKept(String bytes) {
        TestOrder before = TestOrder.fresh();
        TestOrder after = TestOrder.fresh();
        Topics.send(before, "PENDING_PAYMENT", 1);
        Topics.sendRaw(before.orderId(), bytes.getBytes(UTF_8));
        Topics.send(before, "CANCELLED", 2);
        Topics.send(after, "PENDING_PAYMENT", 1);
        awaitStatus(before, "CANCELLED");
        awaitStatus(after, "PENDING_PAYMENT");
        await().atMost(10, SECONDS).untilAsserted(() -> assertThat(Topics.deadLetters(before.orderId()))
                .hasSize(1));
        ConsumerRecord<String, byte[]> letter =
                Topics.deadLetters(before.orderId()).get(0);
        assertThat(letter.value()).isEqualTo(bytes.getBytes(UTF_8));
        assertThat(new String(letter.headers().lastHeader("flashsale-topic").value(), UTF_8))
                .isEqualTo("flashsale.orders.v1");
        assertThat(letter.headers().lastHeader("flashsale-error").value()).isNotEmpty();
        assertThat(letter.headers().lastHeader("flashsale-offset").value()).isNotEmpty();
    }

    @Test
    void manyWritersOfTheSameNewOrderAgree() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 25; round++) {
                TestOrder order = TestOrder.fresh();
                CyclicBarrier start = new CyclicBarrier(4);
                List<Future<Integer>> writers = List.of(1L, 2L, 1L, 2L).stream()
                        .map(version -> threads.submit(() -> {
                            start.await();
                            OrderStatus status = version == 1 ? OrderStatus.PENDING_PAYMENT : OrderStatus.EXPIRED;
                            return record.apply(List.of(state(order, status, version)));
                        }))
                        .toList();
                for (Future<Integer> writer : writers) {
                    writer.get();
                }
                assertThat(Database.orderStatus(order)).isEqualTo("EXPIRED");
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void successAndClosingAtTheSameMomentAlwaysStartTheRefund() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                TestOrder order = TestOrder.fresh();
                String attemptId =
                        Database.plantPendingAttempt(order, Instant.now().plusSeconds(60));
                Card card = new Card("4242424242424242", "Alice");
                provider.charge(new Charge(attemptId, TestOrder.AMOUNT_MINOR, "EUR", card, order.expiresAt()))
                        .toCompletableFuture()
                        .join();
                CyclicBarrier start = new CyclicBarrier(2);
                Future<?> success = threads.submit(() -> {
                    start.await();
                    ledger.record(attemptId, Standing.SUCCEEDED);
                    return null;
                });
                Future<?> closing = threads.submit(() -> {
                    start.await();
                    return record.apply(List.of(state(order, OrderStatus.EXPIRED, 2)));
                });
                success.get();
                closing.get();
                assertThat(Database.attemptStatus(order)).isIn("REFUNDING", "REFUNDED");
            }
        } finally {
            threads.shutdown();
        }
    }
}
