package io.flashsale.inventory.settling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flashsale.problem.StrictJson;
import io.flashsale.testing.Contract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderEventTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        new StrictJson().customize(JSON);
    }

    private static OrderEvent parse(String payload) throws IOException {
        return OrderEvent.parse(JSON, payload.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "order-created,OrderCreated,CONFIRM,C",
        "order-paid,OrderPaid,PAY,P",
        "order-cancelled,OrderCancelled,RELEASE,R",
        "order-expired,OrderExpired,RELEASE,R",
        "order-rejected,OrderRejected,REBUILD,"
    })
    void readsEveryEventThatOrderServiceSends(String example, String type, Settlement settlement, String action)
            throws IOException {
        OrderEvent event = parse(Contract.example(example));

        assertThat(event).isEqualTo(new OrderEvent(type, "k3v9x2ma-1-42", "k3v9x2ma", 1));
        assertThat(event.settlement()).isEqualTo(settlement);
        assertThat(event.settlement().action()).isEqualTo(action);
        assertThat(event.settlement().touchesHold()).isEqualTo(action != null);
    }

    @Test
    void ignoresFieldsItDoesNotKnow() throws IOException {
        OrderEvent event =
                parse(event("\"type\":\"OrderPaid\",\"gift\":{\"wrapped\":[true]},\"version\":\"not a number\""));

        assertThat(event.settlement()).isEqualTo(Settlement.PAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OrderGiftWrapped", "ordercreated", ""})
    void doesNothingForATypeItDoesNotKnow(String type) throws IOException {
        OrderEvent event = parse(event("\"type\":\"" + type + "\""));

        assertThat(event.settlement()).isEqualTo(Settlement.NONE);
        assertThat(event.settlement().touchesHold()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "42",
                "not json",
                "{\"type\":\"OrderPaid\"",
                "{}",
                "{\"type\":\"OrderPaid\",\"saleId\":\"k3v9x2ma\",\"quantity\":1}",
                "{\"type\":\"OrderPaid\",\"orderId\":\"k3v9x2ma-1-1\",\"quantity\":1}",
                "{\"orderId\":\"k3v9x2ma-1-1\",\"saleId\":\"k3v9x2ma\",\"quantity\":1}",
                "{\"type\":\"OrderPaid\",\"orderId\":\"k3v9x2ma-1-1\",\"saleId\":\"k3v9x2ma\"}",
                "{\"type\":\"OrderPaid\",\"orderId\":\"k3v9x2ma-1-1\",\"saleId\":\"k3v9x2ma\",\"quantity\":0}",
                "{\"type\":\"OrderPaid\",\"orderId\":\"k3v9x2ma-1-1\",\"saleId\":\"k3v9x2ma\",\"quantity\":\"1\"}",
                "{\"type\":\"OrderPaid\",\"orderId\":\"k3v9x2ma-1-1\",\"saleId\":\"k3v9x2ma\",\"quantity\":1.5}",
                "{\"type\":\"OrderPaid\",\"orderId\":7,\"saleId\":\"k3v9x2ma\",\"quantity\":1}"
            })
    void refusesWhatIsNoOrderEvent(String payload) {
        assertThatThrownBy(() -> parse(payload)).isInstanceOf(JsonProcessingException.class);
    }

    /** The stock ledger has no room for them, so such an event could never be applied. */
    @ParameterizedTest
    @ValueSource(ints = {32, 33, 4_000})
    void refusesIdsThatNoSaleHas(int length) throws IOException {
        String saleId = "s".repeat(length);
        String payload = "{\"type\":\"%s\",\"orderId\":\"%s-1-1\",\"saleId\":\"%s\",\"quantity\":1}"
                .formatted("OrderPaid", saleId, saleId);

        if (length <= 32) {
            assertThat(parse(payload).saleId()).isEqualTo(saleId);
        } else {
            assertThatThrownBy(() -> parse(payload)).isInstanceOf(JsonProcessingException.class);
        }
    }

    @Test
    void refusesAnOrderOfAnotherSale() {
        String payload = event("\"type\":\"OrderPaid\"").replace("k3v9x2ma-1-1", "another-1-1");

        assertThatThrownBy(() -> parse(payload)).isInstanceOf(JsonProcessingException.class);
    }

    private static String event(String members) {
        return String.format(
                Locale.ROOT, "{%s,\"orderId\":\"k3v9x2ma-1-1\",\"saleId\":\"k3v9x2ma\",\"quantity\":2}", members);
    }
}
