package io.flashsale.inventory.reserving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    /** Close to where the machine's clock overflows. */
    private long nowNanos = Long.MAX_VALUE - 5;

    private final Throttle throttle = new Throttle(null, 100, () -> nowNanos);

    @Test
    void everyClickTakesItsTime() {
        assertThat(throttle.delayNanos(3)).isEqualTo(millis(30));
    }

    @Test
    void whoComesMeanwhileWaits() {
        throttle.delayNanos(3);
        nowNanos += millis(10);
        assertThat(throttle.delayNanos(1)).isEqualTo(millis(20 + 10));
    }

    @Test
    void timeInWhichNobodyCameIsNotSaved() {
        nowNanos += millis(5_000);
        assertThat(throttle.delayNanos(1)).isEqualTo(millis(10));
    }

    @Test
    void nobodyWaitsWithoutIt() {
        Throttle none = new Throttle(null, 0, () -> nowNanos);
        assertThat(none.await(500).subscribe().asCompletionStage()).isCompleted();
    }

    @Test
    void refusesWhatIsNoRate() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Throttle(null, -1, () -> nowNanos));
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
