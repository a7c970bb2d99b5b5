package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.flashsale.order.cancelling.Cancellation;
import io.flashsale.order.expiring.Expiry;
import io.flashsale.order.paying.PaymentRecorder;
import io.flashsale.order.testing.Books;
import io.flashsale.order.testing.Neighbours;
import io.flashsale.order.testing.Sale;
import io.flashsale.order.testing.Topics;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Buyer, card and clock reach for the same order at the same moment. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "orders"))
@WithTestResource(Neighbours.class)
class OneWinnerTest {

    private static final int ROUNDS = 25;
    private static final int THREADS_EACH = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Books books;

    @Inject
    Cancellation cancellation;

    @Inject
    PaymentRecorder payments;

    @Inject
    Expiry expiry;

    @Test
    void exactlyOneOfCancellationPaymentAndExpiryWins() throws Exception {
        Sale sale = Sale.of(books, 10 * ROUNDS);
        List<String> orderIds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            orderIds.add(sale.reserve("buyer" + round, 3));
        }
        orderIds.forEach(sale::awaitOrder);
        ExecutorService threads = Executors.newFixedThreadPool(3 * THREADS_EACH);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                race(threads, sale, orderIds.get(round), "buyer" + round);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(books.taken(sale.id()))
                .isEqualTo(books.liveUnits(sale.id()))
                .isEqualTo(3 * books.count(sale.id(), "PAID"));
        assertThat(books.count(sale.id(), "PAID")
                        + books.count(sale.id(), "CANCELLED")
                        + books.count(sale.id(), "EXPIRED"))
                .isEqualTo(ROUNDS);
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<JsonNode> events = Topics.orderEvents("saleId", sale.id());
            for (String orderId : orderIds) {
                assertThat(events)
                        .filteredOn(event -> event.path("orderId").asText().equals(orderId))
                        .filteredOn(event -> event.path("version").asLong() == 2)
                        .extracting(event -> event.path("status").asText())
                        .containsExactly(books.status(orderId));
            }
        });
    }

    private void race(ExecutorService threads, Sale sale, String orderId, String buyerId)
            throws InterruptedException, ExecutionException {
        CyclicBarrier start = new CyclicBarrier(3 * THREADS_EACH);
        Payment success = new Payment("p-" + orderId, PaymentStatus.SUCCEEDED, Instant.now());
        List<Callable<Object>> all = new ArrayList<>();
        for (int i = 0; i < THREADS_EACH; i++) {
            all.add(() -> {
                start.await();
                return cancellation.cancel(orderId, buyerId, Traceparent.random());
            });
            all.add(() -> {
                start.await();
                return payments.record(orderId, success, Traceparent.random());
            });
            all.add(() -> {
                start.await();
                books.change(
                        "UPDATE orders SET expires_at = created_at WHERE order_id = ? AND status = 'PENDING_PAYMENT'",
                        orderId);
                return expiry.expire(sale.id(), List.of(orderId));
            });
        }
        List<Future<Object>> outcomes = threads.invokeAll(all);
        for (Future<Object> outcome : outcomes) {
            assertThat(outcome.get()).isNotNull();
        }
        assertThat(books.status(orderId)).isIn("PAID", "CANCELLED", "EXPIRED");
        assertThat(books.first("SELECT version FROM orders WHERE order_id = ?", orderId))
                .isEqualTo("2");
    }
}
