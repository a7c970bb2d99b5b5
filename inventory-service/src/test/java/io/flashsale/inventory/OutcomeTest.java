package io.flashsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeTest {

    @ParameterizedTest
    @CsvSource({
        "0,RESERVED",
        "1,ALREADY_RESERVED",
        "2,SOLD_OUT",
        "3,TOO_FEW_LEFT",
        "4,BUSY",
        "5,EXPIRED",
        "6,INVALID_QUANTITY"
    })
    void everyCodeOfTheScriptHasItsOutcome(int code, Outcome outcome) {
        assertThat(Outcome.ofCode(code)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 7, 8, 99})
    void refusesACodeThatTheScriptDoesNotDocument(int code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Outcome.ofCode(code))
                .withMessageContaining(Integer.toString(code));
    }

    @Test
    void namesAreTheOnesOfTheContract() {
        assertThat(Outcome.values())
                .extracting(Enum::name)
                .containsExactlyInAnyOrder(
                        "RESERVED",
                        "ALREADY_RESERVED",
                        "SOLD_OUT",
                        "TOO_FEW_LEFT",
                        "BUSY",
                        "NOT_OPEN",
                        "CLOSED",
                        "RECOVERING",
                        "EXPIRED",
                        "INVALID_QUANTITY",
                        "UNKNOWN_SALE");
    }
}
