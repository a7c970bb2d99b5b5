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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "orders"))
@WithTestResource(Neighbours.class)
class PoisonTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LARGEST_RECORD = 1024 * 1024;

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
                    .extracting(letter -> header(letter, "flashsale-error"))
                    .first()
                    .isEqualTo("not JSON");
            assertThat(header(letters.get(1), "flashsale-error")).contains("quantity");
            assertThat(letters)
                    .allMatch(letter -> header(letter, "flashsale-topic").equals(Topics.RESERVATIONS));
            assertThat(letters)
                    .allMatch(letter -> header(letter, "flashsale-partition").equals("0"));
            assertThat(letters)
                    .allMatch(letter -> header(letter, "flashsale-offset").matches("\\d+"));
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

    @Test
    void putsAsidePoisonAtTheEdgesOfABatchAndAValueThatIsNull() {
        Sale sale = Sale.unheardOf(books, 10);
        String mark = "poison-" + UUID.randomUUID();
        Topics.write(Topics.RESERVATIONS, 0, mark, "[]");
        String first = sale.nextOrderId();
        Topics.write(Topics.RESERVATIONS, 0, first, Sale.reservation(first, "alice", 1));
        Topics.write(Topics.RESERVATIONS, 0, mark, null);
        String last = sale.nextOrderId();
        Topics.write(Topics.RESERVATIONS, 0, last, Sale.reservation(last, "bob", 1));
        Topics.write(Topics.RESERVATIONS, 0, mark, Sale.reservation(last, "bob", 1) + " and more");
        sale.announce(1, 1);

        sale.awaitStatus(first, "PENDING_PAYMENT");
        sale.awaitStatus(last, "PENDING_PAYMENT");
        assertThat(awaitLetters(Topics.RESERVATIONS, mark, 3))
                .extracting(letter -> letter.value() == null ? null : text(letter.value()))
                .containsExactly("[]", null, Sale.reservation(last, "bob", 1) + " and more");
        await().atMost(PATIENCE).until(() -> Topics.isConsumed("order-service", Topics.RESERVATIONS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flashsale.sales.v1    | {not json",
                "flashsale.sales.v1    | {\"type\":\"SaleChanged\",\"saleId\":\"abcd\",\"epoch\":\"one\"}",
                "flashsale.payments.v1 | 7",
                "flashsale.payments.v1 | {\"type\":\"PaymentSucceeded\",\"status\":true}",
                "flashsale.reservations.v1 | \"text\""
            })
    void putsBehindABatchOfNothingButPoison(String topic, String bytes) {
        String mark = "poison-" + UUID.randomUUID();
        Topics.write(topic, mark, bytes);
        ConsumerRecord<byte[], byte[]> letter = awaitLetters(topic, mark, 1).get(0);
        assertThat(text(letter.value())).isEqualTo(bytes);
        assertThat(header(letter, "flashsale-topic")).isEqualTo(topic);
        await().atMost(PATIENCE).until(() -> Topics.isConsumed("order-service", topic));
    }

    @Test
    void aPaymentAtATimeThatNoDatabaseCanStoreHoldsNothingUp() {
        Sale sale = Sale.of(books, 10);
        String orderId = sale.order("alice", 1);
        Topics.write(Topics.PAYMENTS, orderId, """
                {"id":"e","type":"PaymentSucceeded","time":"+12026-01-15T10:00:00Z","paymentId":"p-1",\
                "orderId":"%s","status":"SUCCEEDED"}""".formatted(orderId));
        assertThat(header(awaitLetters(Topics.PAYMENTS, orderId, 1).get(0), "flashsale-error"))
                .contains("time");
        sale.payment(orderId, "p-2", "SUCCEEDED");
        sale.awaitStatus(orderId, "PAID");
    }

    @Test
    void aPaymentWhoseDataTheDatabaseRefusesHoldsNothingUp() {
        Sale sale = Sale.of(books, 10);
        String refused = sale.order("alice", 1);
        String kept = sale.order("bob", 1);
        books.change("ALTER TABLE orders ADD CONSTRAINT refused CHECK (payment_id <> 'p-refused')");
        try {
            sale.payment(refused, "p-refused", "SUCCEEDED");
            sale.payment(kept, "p-kept", "SUCCEEDED");
            sale.awaitStatus(kept, "PAID");
            await().atMost(PATIENCE).until(() -> Topics.isConsumed("order-service", Topics.PAYMENTS));
            assertThat(books.status(refused)).isEqualTo("PENDING_PAYMENT");
        } finally {
            books.change("ALTER TABLE orders DROP CONSTRAINT refused");
        }
    }

    @Test
    void cutsAValueThatDoesNotFitWithItsHeaders() {
        String mark = "poison-" + UUID.randomUUID();
        String huge = "{".repeat(LARGEST_RECORD - 100 - mark.length());
        Topics.write(Topics.RESERVATIONS, mark, huge);
        ConsumerRecord<byte[], byte[]> letter =
                awaitLetters(Topics.RESERVATIONS, mark, 1).get(0);
        assertThat(header(letter, "flashsale-size")).isEqualTo(Integer.toString(huge.length()));
        assertThat(letter.value()).hasSizeLessThan(huge.length()).startsWith((byte) '{');
        await().atMost(PATIENCE).until(() -> Topics.isConsumed("order-service", Topics.RESERVATIONS));
    }

    @Test
    void takesInARepairedLetterThatIsReplayed() {
        Sale sale = Sale.of(books, 10);
        String orderId = sale.nextOrderId();
        Topics.write(
                Topics.RESERVATIONS,
                orderId,
                Sale.reservation(orderId, "alice", 1).substring(1));
        ConsumerRecord<byte[], byte[]> letter =
                awaitLetters(Topics.RESERVATIONS, orderId, 1).get(0);
        assertThat(books.status(orderId)).isNull();
        Topics.write(Topics.RESERVATIONS, text(letter.key()), "{" + text(letter.value()));
        sale.awaitStatus(orderId, "PENDING_PAYMENT");
    }

    private static List<ConsumerRecord<byte[], byte[]>> awaitLetters(String topic, String key, int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(letters(topic, key)).hasSize(count));
        return letters(topic, key);
    }

    private static List<ConsumerRecord<byte[], byte[]>> letters(String topic, String key) {
        return Topics.readAll(topic + ".dlq").stream()
                .filter(letter -> text(letter.key()).equals(key))
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return text(letter.headers().lastHeader(name).value());
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
