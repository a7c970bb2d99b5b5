package io.flashsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoldTest {

    @Test
    void readsWhatTheScriptsWrite() {
        Hold hold = Hold.parse("k3v9x2ma-1-42", "u7f_3a-9|3|U|1768471200123");

        assertThat(hold).isEqualTo(new Hold("k3v9x2ma-1-42", "u7f_3a-9", 3, 'U', 1768471200123L));
    }

    @ParameterizedTest
    @CsvSource({"U,false", "C,true", "P,true"})
    void isConfirmedOnceMysqlHasToldOfTheOrder(char state, boolean confirmed) {
        assertThat(Hold.parse("o", "b|1|" + state + "|1").isConfirmed()).isEqualTo(confirmed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "buyer", "buyer|1|U", "buyer|1|U|1|more", "buyer|one|U|1", "buyer|1|U|now"})
    void refusesWhatIsNoHold(String stored) {
        assertThatIllegalArgumentException().isThrownBy(() -> Hold.parse("o", stored));
    }
}
