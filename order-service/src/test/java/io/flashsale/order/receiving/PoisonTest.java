package io.flashsale.order.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.order.testing.Books;
import io.flashsale.order.testing.Neighbours;
import io.flashsale.order.testing.Sale;
import io.flashsale.order.testing.Topics;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "orders"))
@WithTestResource(Neighbours.class)
class PoisonTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Books books;

    @Test
    void putsUnreadableRecordsAsideAndKeepsTheRestOfTheBatch() {
        Sale sale = Sale.unheardOf(books, 10);
        String mark = "poison-" + UUID.randomUUID();
        // Held back by the unknown sale, all of them are one batch.
        String before = sale.nextOrderId();
        Topics.write(Topics.RESERVATIONS, 0, before, Sale.reservation(before, "alice", 1));
        Topics.write(Topics.RESERVATIONS, 0, mark, "{not json");
        String noQuantity = Sale.reservation(sale.nextOrderId(), "bob", 1).replace("\"quantity\":1", "\"quantity\":0");
        Topics.write(Topics.RESERVATIONS, 0, mark, noQuantity);
        String after = sale.nextOrderId();
        Topics.write(Topics.RESERVATIONS, 0, after, Sale.reservation(after, "carol", 1));
        sale.announce(1, 1);

        sale.awaitStatus(before, "PENDING_PAYMENT");
        sale.awaitStatus(after, "PENDING_PAYMENT");
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<ConsumerRecord<byte[], byte[]>> letters = Topics.readAll(Topics.RESERVATIONS + ".dlq").stream()
                    .filter(letter -> text(letter.key()).equals(mark))
                    .toList();
            assertThat(letters).extracting(letter -> text(letter.value())).containsExactly("{not json", noQuantity);
            assertThat(letters)
                    .extracting(letter -> header(letter, "error"))
                    .first()
                    .isEqualTo("not JSON");
            assertThat(header(letters.get(1), "error")).contains("quantity");
            assertThat(letters).allMatch(letter -> header(letter, "topic").equals(Topics.RESERVATIONS));
            assertThat(letters).allMatch(letter -> header(letter, "partition").equals("0"));
            assertThat(letters).allMatch(letter -> header(letter, "offset").matches("\\d+"));
        });
    }

    @Test
    void rejectsTheOnePoisonedReservationOfABatchWhoseDataTheDatabaseRefuses() {
        books.change("ALTER TABLE orders ADD CONSTRAINT poisoned"
                + " CHECK (buyer_id <> 'poisoned' OR status = 'REJECTED')");
        try {
            Sale sale = Sale.unheardOf(books, 100);
            List<String> orderIds = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                String orderId = sale.nextOrderId();
                Topics.write(
                        Topics.RESERVATIONS,
                        0,
                        orderId,
                        Sale.reservation(orderId, i == 5 ? "poisoned" : "buyer" + i, 1));
                orderIds.add(orderId);
            }
            sale.announce(1, 1);
            orderIds.forEach(sale::awaitOrder);

            assertThat(books.status(orderIds.get(5))).isEqualTo("REJECTED");
            assertThat(books.count(sale.id(), "PENDING_PAYMENT")).isEqualTo(8);
            assertThat(books.taken(sale.id())).isEqualTo(8);
        } finally {
            books.change("ALTER TABLE orders DROP CONSTRAINT poisoned");
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return text(letter.headers().lastHeader(name).value());
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
