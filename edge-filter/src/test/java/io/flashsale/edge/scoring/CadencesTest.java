package io.flashsale.edge.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flashsale.edge.rig.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CadencesTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-15T10:00:00Z"));
    private final Cadences cadences = new Cadences(1_000, clock);

    @Test
    void isTheRateOfWhoClicksSteadily() {
        assertThat(rateAfter(200, 20)).isCloseTo(50, within(3.0));
        assertThat(rateAfter(50, 200)).isCloseTo(5, within(1.0));
    }

    @Test
    void tenHastyClicksAtOnceAreWithinWhatHandsDo() {
        assertThat(rateAfter(10, 0)).isLessThan(12);
    }

    @Test
    void fadesWhenTheClickingStops() {
        rateAfter(200, 20);
        clock.advance(Duration.ofSeconds(7));
        assertThat(cadences.rateOf("alice", clock.millis())).isLessThan(0.1);
        assertThat(cadences.rateOf("bob", clock.millis())).isZero();
    }

    @Test
    void remembersTheWorkThatIsOwedForAWhile() {
        assertThat(cadences.owedBy("alice")).isZero();
        cadences.owes("alice", 17);
        assertThat(cadences.owedBy("alice")).isEqualTo(17);
        assertThat(cadences.owedBy("bob")).isZero();
        clock.advance(Duration.ofMinutes(3));
        assertThat(cadences.owedBy("alice")).isZero();
    }

    @Test
    void whatWasProvedIsOwedNoMore() {
        cadences.owes("alice", 17);
        cadences.proved("alice", 16);
        assertThat(cadences.owedBy("alice")).isEqualTo(17);
        cadences.proved("alice", 17);
        assertThat(cadences.owedBy("alice")).isZero();
    }

    private double rateAfter(int clicks, int everyMillis) {
        for (int click = 0; click < clicks; click++) {
            clock.advance(Duration.ofMillis(everyMillis));
            cadences.clicked("alice", clock.millis());
        }
        return cadences.rateOf("alice", clock.millis());
    }
}
