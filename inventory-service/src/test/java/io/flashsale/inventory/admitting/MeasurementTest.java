package io.flashsale.inventory.admitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MeasurementTest {

    private final Measurement measurement = new Measurement(0);

    private Situation at(int second, SlotStock stock, double estimate) {
        return measurement.take(TimeUnit.SECONDS.toNanos(second), stock, estimate, 0.01, Duration.ofSeconds(1));
    }

    @Test
    void tellsWhatWasTakenAndDrained() {
        at(0, new SlotStock(100, 100, 0, 0, 0, 0, 50), 0);

        Situation situation = at(1, new SlotStock(100, 70, 10, 30, 15, 12, 50), 200);

        assertThat(situation.takenEver()).as("30 are held, 10 came back").isEqualTo(40);
        assertThat(situation.takenPerSecond()).isCloseTo(40, within(1e-9));
        assertThat(situation.drainPerSecond()).as("12 are unconfirmed").isCloseTo(28, within(1e-9));
        assertThat(situation.newcomersPerSecond()).isCloseTo(200, within(1e-9));
        assertThat(situation.unitsPerBuyer()).isEqualTo(2);
        assertThat(situation.unconfirmedBound()).isEqualTo(50);
        assertThat(situation.line()).isEqualTo(0.01);
    }

    @Test
    void tellsForHowLongUnitsHaveBeenLeft() {
        SlotStock some = new SlotStock(100, 1, 0, 99, 99, 0, 50);
        SlotStock none = new SlotStock(100, 0, 0, 100, 100, 0, 50);

        assertThat(at(10, some, 0).sinceInStock()).isZero();
        assertThat(at(12, some, 0).sinceInStock()).isEqualTo(Duration.ofSeconds(2));
        assertThat(at(13, none, 0).sinceInStock()).isZero();
        assertThat(at(20, some, 0).sinceInStock()).as("it came back just now").isZero();
        assertThat(at(21, some, 0).sinceInStock()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void buyersDoNotBecomeFewerWhenTheSketchIsLost() {
        SlotStock stock = new SlotStock(100, 100, 0, 0, 0, 0, 50);
        at(0, stock, 5_000);

        assertThat(at(1, stock, 0).demand()).isEqualTo(5_000);
        assertThat(at(2, stock, 4_000).newcomersPerSecond()).isZero();
        assertThat(at(3, stock, 6_000).demand()).isEqualTo(6_000);
    }

    @Test
    void beginsWithTheDemandThatWasPublished() {
        Measurement successor = new Measurement(7_000);

        Situation first = successor.take(0, new SlotStock(100, 100, 0, 0, 0, 0, 50), 20, 0.01, Duration.ofSeconds(1));

        assertThat(first.demand()).isEqualTo(7_000);
        assertThat(first.newcomersPerSecond()).isZero();
        assertThat(first.unitsPerBuyer()).isEqualTo(1);
    }
}
