package io.flashsale.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class LoopbackTest {
    @Test
    void letsThisMachinePass() {
        for (String url : List.of("http://127.0.0.1:8080", "http://localhost", "http://[::1]:8080")) {
            assertThat(Loopback.demand(url, false)).isEqualTo(url);
        }
    }

    @Test
    void refusesEveryOtherHostAlsoWhenItLooksAlike() {
        for (String url : List.of(
                "http://10.0.0.1:8080",
                "http://localhost.example.com",
                "http://127.0.0.1@example.com",
                "http://example.com/127.0.0.1",
                "localhost:8080")) {
            assertThatIllegalArgumentException().as(url).isThrownBy(() -> Loopback.demand(url, false));
        }
    }
}
