package io.flashsale.payment.ordering;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.payment.rig.Database;
import io.flashsale.payment.rig.OrderServiceStub;
import io.flashsale.payment.rig.TestOrder;
import io.flashsale.payment.rig.Topics;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes in {@code flashsale.orders.v1} that are no event. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "payments"))
@WithTestResource(OrderServiceStub.class)
class PoisonTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LARGEST_RECORD = 1024 * 1024;

    @Test
    void putsAsideWhateverIsAtTheEdgesAndInTheMiddleAndKeepsTheRest() {
        String mark = "poison-" + TestOrder.fresh().saleId();
        TestOrder first = TestOrder.fresh();
        TestOrder second = TestOrder.fresh();
        Topics.sendRaw(0, mark, "{not json".getBytes(UTF_8));
        Topics.sendRaw(0, first.orderId(), first.json("PENDING_PAYMENT", 1).getBytes(UTF_8));
        Topics.sendRaw(0, mark, null);
        Topics.sendRaw(0, second.orderId(), second.json("PENDING_PAYMENT", 1).getBytes(UTF_8));
        Topics.sendRaw(0, mark, new byte[] {(byte) 0xff, 0, (byte) 0xfe});

        awaitStatus(first, "PENDING_PAYMENT");
        awaitStatus(second, "PENDING_PAYMENT");
        List<ConsumerRecord<String, byte[]>> letters = awaitLetters(mark, 3);
        assertThat(letters)
                .extracting(ConsumerRecord::value)
                .containsExactly("{not json".getBytes(UTF_8), null, new byte[] {(byte) 0xff, 0, (byte) 0xfe});
        assertThat(letters).allMatch(letter -> header(letter, "flashsale-topic").equals("flashsale.orders.v1"));
        assertThat(letters)
                .allMatch(letter -> header(letter, "flashsale-partition").equals("0"));
        assertThat(letters)
                .extracting(letter -> Long.parseLong(header(letter, "flashsale-offset")))
                .isSorted();
        assertThat(letters)
                .extracting(letter -> header(letter, "flashsale-error"))
                .contains("has no value");
        await().atMost(PATIENCE).until(Topics::areOrdersConsumed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "\"text\"",
                "{\"type\":7}",
                "{\"type\":\"OrderCreated\",\"orderId\":[]}",
                "{\"type\":\"OrderCreated\"} and more"
            })
    void aPollOfNothingButPoisonIsPutBehind(String bytes) {
        String mark = "poison-" + TestOrder.fresh().saleId();
        Topics.sendRaw(mark, bytes.getBytes(UTF_8));
        assertThat(awaitLetters(mark, 1).get(0).value()).isEqualTo(bytes.getBytes(UTF_8));
        await().atMost(PATIENCE).until(Topics::areOrdersConsumed);
    }

    @Test
    void aTimeThatNoDatabaseCanStoreIsPoisonAndHoldsNothingUp() {
        TestOrder order = TestOrder.fresh();
        String later =
                order.json("PENDING_PAYMENT", 1).replace(order.expiresAt().toString(), "+12026-01-15T10:00:00Z");
        Topics.sendRaw(order.orderId(), later.getBytes(UTF_8));
        assertThat(header(awaitLetters(order.orderId(), 1).get(0), "flashsale-error"))
                .contains("expiresAt");
        await().atMost(PATIENCE).until(Topics::areOrdersConsumed);
    }

    @Test
    void aValueThatDoesNotFitWithItsHeadersIsCutAndHoldsNothingUp() {
        String mark = "poison-" + TestOrder.fresh().saleId();
        byte[] huge = new byte[LARGEST_RECORD - 100 - mark.length()];
        java.util.Arrays.fill(huge, (byte) '{');
        Topics.sendRaw(mark, huge);
        ConsumerRecord<String, byte[]> letter = awaitLetters(mark, 1).get(0);
        assertThat(header(letter, "flashsale-size")).isEqualTo(Integer.toString(huge.length));
        assertThat(letter.value()).hasSizeLessThan(huge.length).startsWith((byte) '{');
        await().atMost(PATIENCE).until(Topics::areOrdersConsumed);
    }

    @Test
    void takesInARepairedLetterThatIsReplayed() {
        TestOrder order = TestOrder.fresh();
        String event = order.json("PENDING_PAYMENT", 1);
        Topics.sendRaw(order.orderId(), event.substring(1).getBytes(UTF_8));
        ConsumerRecord<String, byte[]> letter = awaitLetters(order.orderId(), 1).get(0);
        assertThat(Database.orderStatus(order)).isEqualTo("NONE");
        Topics.sendRaw(letter.key(), ("{" + new String(letter.value(), UTF_8)).getBytes(UTF_8));
        awaitStatus(order, "PENDING_PAYMENT");
    }

    private static void awaitStatus(TestOrder order, String status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Database.orderStatus(order)).isEqualTo(status));
    }

    private static List<ConsumerRecord<String, byte[]>> awaitLetters(String key, int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Topics.deadLetters(key)).hasSize(count));
        return Topics.deadLetters(key);
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }
}
