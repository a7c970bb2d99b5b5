package io.flashsale.inventory.relaying;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BeatTest {

    private static final int FULL = 100;

    private long nowNanos = Long.MAX_VALUE - 1;
    private final Beat beat = new Beat(Duration.ofMillis(25), FULL, () -> nowNanos);

    @Test
    void restsForWhatIsLeftOfTheBeat() {
        beat.begin();
        nowNanos += Duration.ofMillis(10).toNanos();

        assertThat(beat.restNanos(FULL - 1)).isEqualTo(Duration.ofMillis(15).toNanos());
    }

    @Test
    void doesNotRestWhenTheBatchTookLongerThanTheBeat() {
        beat.begin();
        nowNanos += Duration.ofMillis(30).toNanos();

        assertThat(beat.restNanos(1)).isZero();
    }

    @Test
    void doesNotRestWhileBatchesAreFull() {
        beat.begin();

        assertThat(beat.restNanos(FULL)).isZero();
    }
}
