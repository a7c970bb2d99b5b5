package io.flashsale.inventory.admitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RateMeterTest {

    private static final Offset<Double> CLOSE = within(1e-9);

    private final RateMeter meter = new RateMeter(Duration.ofSeconds(2));

    private double at(long millis, double total) {
        return meter.perSecond(TimeUnit.MILLISECONDS.toNanos(millis), total);
    }

    @Test
    void knowsNoRateBeforeASecondValue() {
        assertThat(at(0, 1_000)).isZero();
        assertThat(at(0, 1_100)).as("no time has passed").isZero();
    }

    @Test
    void tellsTheGrowthOverItsWindow() {
        at(0, 0);
        assertThat(at(500, 50)).isCloseTo(100, CLOSE);
        assertThat(at(1_000, 100)).isCloseTo(100, CLOSE);
        assertThat(at(2_000, 100)).isCloseTo(50, CLOSE);
    }

    @Test
    void forgetsWhatIsOlderThanItsWindow() {
        for (int millis = 0; millis <= 10_000; millis += 100) {
            at(millis, millis <= 5_000 ? millis : 5_000);
        }
        assertThat(at(10_100, 5_000)).isZero();
    }

    @Test
    void aLongSilenceIsSpreadOverItsTime() {
        at(0, 0);
        at(100, 0);
        assertThat(at(60_100, 600)).isCloseTo(10, CLOSE);
    }

    @Test
    void aTotalThatIsCountedAnewBeginsAnew() {
        at(0, 0);
        at(1_000, 500);
        assertThat(at(2_000, 300)).isZero();
        assertThat(at(3_000, 310)).isCloseTo(10, CLOSE);
    }
}
