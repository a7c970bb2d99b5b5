package io.flashsale.payment.paying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flashsale.payment.Card;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FingerprintsTest {

    private static final PaymentCommand COMMAND = command("sale-1-1", "4242424242424242", "Alice");

    private final Fingerprints fingerprints = new Fingerprints("secret");

    private static PaymentCommand command(String orderId, String number, String holder) {
        return new PaymentCommand("u1", orderId, "key", new Card(number, holder), "trace");
    }

    @Test
    void recognisesARepetition() {
        byte[] fingerprint = fingerprints.of("p-1", COMMAND);
        assertThat(new Fingerprints("secret")
                        .matches("p-1", fingerprint, command("sale-1-1", "4242424242424242", "Alice")))
                .isTrue();
    }

    @Test
    void noticesAnotherOrderCardOrHolder() {
        byte[] fingerprint = fingerprints.of("p-1", COMMAND);
        assertThat(fingerprints.matches("p-1", fingerprint, command("sale-1-2", "4242424242424242", "Alice")))
                .isFalse();
        assertThat(fingerprints.matches("p-1", fingerprint, command("sale-1-1", "4000000000000002", "Alice")))
                .isFalse();
        assertThat(fingerprints.matches("p-1", fingerprint, command("sale-1-1", "4242424242424242", "Bob")))
                .isFalse();
    }

    @Test
    void theSameCardLooksDifferentInEveryPaymentAndUnderEverySecret() {
        byte[] fingerprint = fingerprints.of("p-1", COMMAND);
        assertThat(fingerprints.of("p-2", COMMAND)).isNotEqualTo(fingerprint);
        assertThat(new Fingerprints("other").of("p-1", COMMAND)).isNotEqualTo(fingerprint);
    }

    @Test
    void partsDoNotFlowIntoEachOther() {
        assertThat(fingerprints.of("p-1", command("sale-1-14", "242424242424", "A")))
                .isNotEqualTo(fingerprints.of("p-1", command("sale-1-1", "4242424242424", "A")));
    }

    @Test
    void containsNothingReadable() {
        String text = new String(fingerprints.of("p-1", COMMAND), StandardCharsets.ISO_8859_1);
        assertThat(text).hasSize(32).doesNotContain("4242").doesNotContain("Alice");
    }

    @Test
    void refusesABlankSecret() {
        assertThatThrownBy(() -> new Fingerprints(" ")).hasMessageContaining("flashsale.paying.fingerprint-key");
    }
}
