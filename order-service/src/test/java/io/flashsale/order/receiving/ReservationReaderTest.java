package io.flashsale.order.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flashsale.order.Reservation;
import io.flashsale.order.consuming.EventFields;
import io.flashsale.order.consuming.UnreadableEventException;
import io.flashsale.testing.Contract;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReservationReaderTest {

    private final ReservationReader reader = new ReservationReader();

    @Test
    void readsTheExampleOfTheContract() throws UnreadableEventException {
        assertThat(read(Contract.example("stock-reserved")))
                .isEqualTo(new Reservation(
                        "k3v9x2ma-1-42",
                        "k3v9x2ma",
                        "u7f3a9",
                        1,
                        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    orderId  | "k3v9x2ma-1-42" | "k3v9x2ma"
                    orderId  | "k3v9x2ma-1-42" | 42
                    saleId   | "k3v9x2ma",     | "another1",
                    buyerId  | "u7f3a9"        | "a b"
                    buyerId  | "u7f3a9"        | ""
                    quantity | "quantity": 1   | "quantity": 0
                    quantity | "quantity": 1   | "quantity": "1"
                    quantity | "quantity": 1   | "quantity": 1.5
                    quantity | "quantity": 1   | "quantity": 99999999999999999999
                    quantity | "quantity": 1   | "amount": 1
                    type     | "StockReserved" | "StockReturned"
                    """)
    void namesTheFieldThatIsWrong(String field, String right, String wrong) {
        String broken = Contract.example("stock-reserved").replace(right, wrong);

        assertThat(broken).isNotEqualTo(Contract.example("stock-reserved"));
        assertThatThrownBy(() -> read(broken))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "42", "\u0000\u0001"})
    void refusesWhatIsNoJsonObject(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(UnreadableEventException.class);
    }

    private Reservation read(String json) throws UnreadableEventException {
        return reader.read(EventFields.parse(json.getBytes(StandardCharsets.UTF_8)));
    }
}
