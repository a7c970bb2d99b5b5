package io.flashsale.edge.tailing;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.tailing.OrderEvent.Kind;
import io.flashsale.testing.Contract;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderEventTest {

    @ParameterizedTest
    @CsvSource({
        "stock-reserved, LIVE",
        "order-created, LIVE",
        "order-paid, OTHER",
        "order-cancelled, CLOSED",
        "order-expired, CLOSED",
        "order-rejected, CLOSED",
    })
    void readsTheContractsExamples(String example, Kind kind) {
        OrderEvent event = read(Contract.example(example));
        assertThat(event).isEqualTo(new OrderEvent(kind, "k3v9x2ma", "u7f3a9", "k3v9x2ma-1-42"));
    }

    @Test
    void passesOverWhatIsNested() {
        assertThat(read("""
                {"type":"OrderCreated","more":{"orderId":"other"},"list":["saleId",{"type":"x"}],
                 "orderId":"s-1-1","saleId":"s","buyerId":"b"}""")).isEqualTo(new OrderEvent(Kind.LIVE, "s", "b", "s-1-1"));
    }

    @Test
    void takesAnUnknownTypeForNothing() {
        assertThat(read("{\"type\":\"OrderOfTomorrow\"}").kind()).isEqualTo(Kind.OTHER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "null",
                "17",
                "[]",
                "{}",
                "{\"type\":7,\"saleId\":\"s\",\"buyerId\":\"b\",\"orderId\":\"s-1-1\"}",
                "{\"type\":\"OrderCreated\",\"saleId\":\"s\",\"buyerId\":\"b\"}",
                "{\"type\":\"OrderCreated\",\"saleId\":\"s\",\"buyerId\":null,\"orderId\":\"s-1-1\"}",
                "{\"type\":\"OrderCreated\",\"saleId\":\"s\",\"buyerId\":\"\",\"orderId\":\"s-1-1\"}",
                "{\"type\":\"OrderCreated\",\"saleId\":\"s\",\"buyerId\":[\"b\"],\"orderId\":\"s-1-1\"}",
                "{\"type\":\"OrderCreated\",\"saleId\":\"s\",\"buyerId\":\"b\",\"orderId\":\"s-1-1\"",
            })
    void cannotReadWhatIsNoEvent(String bytes) {
        assertThat(read(bytes)).isNull();
    }

    @Test
    void cannotReadIdsThatWouldOnlyFillTheMemory() {
        assertThat(read("{\"type\":\"OrderCreated\",\"saleId\":\"s\",\"orderId\":\"s-1-1\",\"buyerId\":\""
                        + "b".repeat(1_000) + "\"}"))
                .isNull();
        assertThat(OrderEvent.read(null)).isNull();
        assertThat(OrderEvent.read(new byte[] {(byte) 0xff, 0, 1})).isNull();
    }

    private static OrderEvent read(String event) {
        return OrderEvent.read(event.getBytes(StandardCharsets.UTF_8));
    }
}
