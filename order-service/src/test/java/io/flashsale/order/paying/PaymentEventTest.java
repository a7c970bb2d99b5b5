package io.flashsale.order.paying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flashsale.order.PaymentStatus;
import io.flashsale.order.consuming.EventFields;
import io.flashsale.order.consuming.UnreadableEventException;
import io.flashsale.testing.Contract;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentEventTest {

    @ParameterizedTest
    @CsvSource({"payment-succeeded, SUCCEEDED", "payment-failed, FAILED", "payment-refunded, REFUNDED"})
    void readsTheExamplesOfTheContract(String example, PaymentStatus status) throws UnreadableEventException {
        PaymentEvent event = read(Contract.example(example));

        assertThat(event.orderId()).isEqualTo("k3v9x2ma-1-42");
        assertThat(event.payment().paymentId()).isEqualTo("p-5b1c");
        assertThat(event.payment().status()).isEqualTo(status);
    }

    @Test
    void refusesATypeThatContradictsTheStatus() {
        String contradiction = Contract.example("payment-succeeded").replace("PaymentSucceeded", "PaymentFailed");

        assertThatThrownBy(() -> read(contradiction))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("type");
    }

    @Test
    void refusesAStatusThatIsNotSettled() {
        String pending = Contract.example("payment-succeeded").replace("\"SUCCEEDED\"", "\"PENDING\"");

        assertThatThrownBy(() -> read(pending)).isInstanceOf(UnreadableEventException.class);
    }

    private static PaymentEvent read(String json) throws UnreadableEventException {
        return PaymentEvent.read(EventFields.parse(json.getBytes(StandardCharsets.UTF_8)));
    }
}
