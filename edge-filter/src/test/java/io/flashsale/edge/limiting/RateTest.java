package io.flashsale.edge.limiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

    @Test
    void isReadAsItIsWritten() {
        assertThat(Rate.of("10/s burst 20")).isEqualTo(new Rate(10, Duration.ofSeconds(1), 20));
        assertThat(Rate.of(" 3/m burst 1 ")).isEqualTo(new Rate(3, Duration.ofMinutes(1), 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10", "10/s", "10/h burst 5", "0/s burst 5", "5/s burst 0", "-1/s burst 5", "1.5/s burst 2"})
    void whatIsNoRateIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Rate.of(text));
    }
}
