package io.flashsale.launcher.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff();

    @Test
    void growsUpToItsBound() {
        Duration last = Duration.ZERO;
        for (int i = 0; i < 20; i++) {
            Duration pause = backoff.after(Duration.ZERO);
            assertThat(pause).isGreaterThanOrEqualTo(last).isLessThanOrEqualTo(Duration.ofSeconds(5));
            last = pause;
        }
        assertThat(last).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void startsAnewAfterAHealthyLife() {
        Duration first = backoff.after(Duration.ZERO);
        backoff.after(Duration.ZERO);
        assertThat(backoff.after(Duration.ofMinutes(1))).isEqualTo(first);
    }
}
