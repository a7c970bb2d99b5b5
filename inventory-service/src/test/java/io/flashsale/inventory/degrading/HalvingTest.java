package io.flashsale.inventory.degrading;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.inventory.switching.SwitchState;
import io.flashsale.inventory.testing.MutableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rule that ships in a closed circle: a crowd of a multiple of what the services take, an edge that turns away what
 * they do not, and the line that the rule lowers for that.
 */
class HalvingTest {

    private static final double CAPACITY_PER_SECOND = 300;
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final long ROUNDS = 60_000 / PAUSE.toMillis();

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-15T10:00:00Z"));
    private final SharedTable table = new SharedTable(clock);
    private final EdgeLoads loads = new EdgeLoads(clock, Rules.config());
    private final Degradation degradation = new Degradation(
            table,
            metric -> loads.worst(EdgeReport::overloadedShare),
            Rules.config(Rules.HALVING),
            clock,
            new SimpleMeterRegistry());
    private final Random random = new Random(3);
    private long served;

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 1.5, 2, 2.3, 2.7, 3, 4, 4.9, 5, 5.1, 7, 9.9, 10.1, 20, 39, 100, 1_000})
    void aSteadyCrowdStarvesNobodyAndFlapsNothing(double times) {
        for (int i = 0; i < ROUNDS; i++) {
            goOn(times);
        }
        double possible = Math.min(1, times) * CAPACITY_PER_SECOND * ROUNDS * PAUSE.toMillis() / 1_000;
        assertThat(served / possible).as("goodput").isGreaterThan(0.95);
        assertThat(table.history)
                .as("only ever lower")
                .extracting(SwitchState::value)
                .doesNotContainNull();
        assertThat(table.find("admission").isSet()).isEqualTo(times > 2.5);
    }

    @Test
    void itEndsWhenTheCrowdHasGone() {
        for (int i = 0; i < ROUNDS; i++) {
            goOn(5);
        }
        for (int i = 0; i < 30; i++) {
            goOn(0.2);
        }
        assertThat(table.find("admission").isSet()).isFalse();
        assertThat(table.history).extracting(SwitchState::value).endsWith((String) null);
    }

    /** What comes past the line and is more than can be taken is turned away; all of it varies a little. */
    private void goOn(double times) {
        clock.advance(PAUSE);
        String line = table.find("admission").value();
        double share = line == null ? 1 : Double.parseDouble(line);
        double seconds = PAUSE.toMillis() / 1_000.0;
        long come = Math.round(times * share * CAPACITY_PER_SECOND * seconds * (0.95 + 0.1 * random.nextDouble()));
        long letIn = Math.min(come, Math.round(CAPACITY_PER_SECOND * seconds));
        served += letIn;
        loads.hear("edge-1", new EdgeReport(PAUSE.toMillis(), come, come - letIn, letIn, 3));
        degradation.lookAtAll();
    }
}
