package io.flashsale.payment.paying;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.problem.Problem.FieldError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayRequestCheckTest {

    private static final String CARD = "4242424242424242";

    private static List<String> fields(String key, PayRequest body) {
        return PayRequestCheck.errors(key, body).stream().map(FieldError::field).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"k", "8e03978e-40d5-43dd-bc93-6894a57f9324", "\"quoted\"", "!~"})
    void takesAnyVisibleAsciiKey(String key) {
        assertThat(fields(key, new PayRequest("card", CARD, "Alice"))).isEmpty();
        assertThat(fields("x".repeat(128), new PayRequest("card", CARD, "Alice")))
                .isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "two words", "schlüssel", "tab\t"})
    void namesTheHeaderOfABadKey(String key) {
        assertThat(fields(key, new PayRequest("card", CARD, "Alice"))).containsExactly("Idempotency-Key");
        assertThat(fields("x".repeat(129), new PayRequest("card", CARD, "Alice")))
                .containsExactly("Idempotency-Key");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "42424242424",
                "4242424242424241",
                "4242 4242 4242 4242",
                "42424242424242424242",
                "४२४२४२४२४२४२४२४२",
                "-424242424242424"
            })
    void namesABadCardNumber(String number) {
        assertThat(fields("k", new PayRequest("card", number, "Alice"))).containsExactly("cardNumber");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "Al\nice", "Al\u0000ice"})
    void namesABadHolder(String holder) {
        assertThat(fields("k", new PayRequest("card", CARD, holder))).containsExactly("holder");
        assertThat(fields("k", new PayRequest("card", CARD, "x".repeat(101)))).containsExactly("holder");
    }

    @Test
    void countsTheHolderInCharactersNotInUtf16Units() {
        assertThat(fields("k", new PayRequest("card", CARD, "𝒜".repeat(100)))).isEmpty();
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        assertThat(fields(null, new PayRequest("cash", "1", null)))
                .containsExactly("Idempotency-Key", "method", "cardNumber", "holder");
        assertThat(fields("k", null)).containsExactly("body");
    }

    @Test
    void aRequestNeverShowsItsCardAsText() {
        assertThat(new PayRequest("card", CARD, "Alice").toString())
                .doesNotContain("4242")
                .doesNotContain("Alice");
    }
}
