package io.flashsale.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4242424242424242",
                "4000000000000002",
                "4000000000000119",
                "4000000000009995",
                "378282246310005",
                "5555555555554444"
            })
    void acceptsNumbersWithACorrectCheckDigit(String number) {
        assertThat(Card.passesLuhn(number)).isTrue();
    }

    @Test
    void noticesEverySingleMistypedDigit() {
        String number = "4242424242424242";
        for (int at = 0; at < number.length(); at++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                if (digit != number.charAt(at)) {
                    String mistyped = number.substring(0, at) + digit + number.substring(at + 1);
                    assertThat(Card.passesLuhn(mistyped)).as(mistyped).isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4242424242424242,visa",
        "5555555555554444,mastercard",
        "2223003122003222,mastercard",
        "378282246310005,amex",
        "6011111111111117,other"
    })
    void knowsTheBrandByTheFirstDigits(String number, String brand) {
        assertThat(new Card(number, "A").brand()).isEqualTo(brand);
    }

    @Test
    void neverShowsItsNumberOrHolderAsText() {
        assertThat(new Card("4242424242424242", "Alice Example")).hasToString("visa ending in 4242");
    }
}
