package io.flashsale.payment.ordering;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flashsale.payment.OrderStatus;
import io.flashsale.payment.ordering.OrderEventParser.UnreadableEventException;
import io.flashsale.payment.rig.Topics;
import io.flashsale.testing.Contract;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderEventParserTest {

    private final OrderEventParser parser = new OrderEventParser();

    @ParameterizedTest
    @CsvSource({
        "order-created,PENDING_PAYMENT,1",
        "order-paid,PAID,2",
        "order-cancelled,CANCELLED,2",
        "order-expired,EXPIRED,2"
    })
    void readsTheExamplesOfTheContract(String example, OrderStatus status, long version) throws Exception {
        assertThat(parser.parse(Contract.example(example).getBytes(UTF_8)))
                .contains(new OrderState(
                        "k3v9x2ma-1-42",
                        "k3v9x2ma",
                        "u7f3a9",
                        status,
                        version,
                        4990,
                        "EUR",
                        Instant.parse("2026-01-15T10:05:00.123Z")));
    }

    @Test
    void aRejectedOrderNeverHadAHold() throws Exception {
        OrderState rejected =
                parser.parse(Contract.example("order-rejected").getBytes(UTF_8)).orElseThrow();
        assertThat(rejected.status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(rejected.expiresAt()).isNull();
    }

    @Test
    void ignoresATypeOfTomorrow() throws Exception {
        ObjectNode event = example();
        event.put("type", "OrderGiftWrapped");
        assertThat(parser.parse(event.toString().getBytes(UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type",
                "orderId",
                "saleId",
                "buyerId",
                "status",
                "version",
                "amountMinor",
                "currency",
                "expiresAt"
            })
    void cannotReadAnEventWithoutWhatItNeeds(String field) {
        ObjectNode event = example();
        event.remove(field);
        assertUnreadable(event.toString());
        event.putArray(field);
        assertUnreadable(event.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "null", "{\"type\":", "{}x", "\"OrderCreated\""})
    void cannotReadWhatIsNoJsonObject(String value) {
        assertUnreadable(value);
    }

    @Test
    void cannotReadValuesThatWouldNotFitItsColumns() {
        assertUnreadable(
                example().put("orderId", "k3v9x2ma-1-" + "9".repeat(90)).toString());
        assertUnreadable(example().put("buyerId", "u".repeat(65)).toString());
        assertUnreadable(example().put("currency", "EURO").toString());
        assertUnreadable(example().put("amountMinor", -1).toString());
        assertUnreadable(example().put("version", 1.5).toString());
        assertUnreadable(example().put("status", "LOST").toString());
        assertUnreadable(example().put("expiresAt", "yesterday").toString());
        assertThatThrownBy(() -> parser.parse(null)).isInstanceOf(UnreadableEventException.class);
    }

    private static ObjectNode example() {
        return (ObjectNode) Topics.tree(Contract.example("order-created"));
    }

    private void assertUnreadable(String value) {
        assertThatThrownBy(() -> parser.parse(value.getBytes(UTF_8)))
                .as(value)
                .isInstanceOf(UnreadableEventException.class);
    }
}
