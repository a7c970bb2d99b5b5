package io.flashsale.inventory.degrading;

import static io.flashsale.inventory.degrading.RuleState.Verdict.ENTER;
import static io.flashsale.inventory.degrading.RuleState.Verdict.GO_ON;
import static io.flashsale.inventory.degrading.RuleState.Verdict.LEAVE;
import static io.flashsale.inventory.degrading.RuleState.Verdict.NOTHING;
import static io.flashsale.inventory.degrading.RuleState.Verdict.STAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.inventory.degrading.RuleState.InForce;
import io.flashsale.inventory.degrading.RuleState.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The rule sets in at 50 for 2 s, and ends below 5 for 5 s. */
class RuleStateTest {

    private static final Instant START = Instant.parse("2026-01-15T10:00:00Z");

    private final RuleState state = new RuleState(Rules.OVERLOAD, Duration.ofSeconds(2));
    private boolean applied;
    private boolean last = true;
    private Instant since = START;
    private Instant neededAt = Instant.EPOCH;

    @Test
    void setsInOnlyWhenTheThresholdHasHeldForTheWholeTime() {
        assertThat(at(0, 50)).isEqualTo(NOTHING);
        assertThat(at(1_000, 900)).isEqualTo(NOTHING);
        assertThat(at(1_999, 50)).isEqualTo(NOTHING);
        assertThat(at(2_000, 50)).isEqualTo(ENTER);
        assertThat(at(2_250, 50)).as("as long as nobody has set it").isEqualTo(ENTER);
    }

    @Test
    void aMomentBelowTheThresholdBeginsAnew() {
        at(0, 50);
        at(1_900, 49.9);
        assertThat(at(2_000, 50)).isEqualTo(NOTHING);
        assertThat(at(3_900, 50)).isEqualTo(NOTHING);
        assertThat(at(4_000, 50)).isEqualTo(ENTER);
    }

    @Test
    void endsOnlyWhenItHasBeenCalmForTheWholeTime() {
        applied = true;
        assertThat(at(0, 4.9)).isEqualTo(NOTHING);
        for (int millis = 1_000; millis < 5_000; millis += 1_000) {
            assertThat(at(millis, 0)).isEqualTo(NOTHING);
        }
        assertThat(at(4_999, 4.9)).isEqualTo(NOTHING);
        assertThat(at(5_000, 4.9)).isEqualTo(LEAVE);
    }

    @Test
    void betweenTheTwoThresholdsItStaysAsItIs() {
        for (int millis = 0; millis <= 20_000; millis += 250) {
            assertThat(at(millis, 49.9)).isEqualTo(NOTHING);
        }
        applied = true;
        for (int millis = 20_250; millis <= 40_000; millis += 250) {
            assertThat(at(millis, 5)).isEqualTo(STAY);
        }
    }

    @Test
    void aMomentThatIsNotCalmBeginsTheCalmAnew() {
        applied = true;
        for (int millis = 0; millis <= 4_000; millis += 1_000) {
            at(millis, 0);
        }
        assertThat(at(4_900, 5)).isEqualTo(STAY);
        for (int millis = 5_000; millis < 10_000; millis += 1_000) {
            assertThat(at(millis, 0)).as("at %d", millis).isEqualTo(NOTHING);
        }
        assertThat(at(10_000, 0)).isEqualTo(LEAVE);
    }

    @Test
    void aMetricThatGoesUpAndDownFasterThanTheRuleFlipsNothing() {
        for (int millis = 0; millis <= 60_000; millis += 250) {
            boolean high = millis / 1_750 % 2 == 0;
            assertThat(at(millis, high ? 500 : 0)).as("not set, at %d", millis).isEqualTo(NOTHING);
        }
        applied = true;
        for (int millis = 60_250; millis <= 120_000; millis += 250) {
            boolean high = millis / 4_750 % 2 == 0;
            assertThat(at(millis, high ? 500 : 0)).as("set, at %d", millis).isIn(NOTHING, STAY);
        }
    }

    @Test
    void asLongAsAnotherInstanceSeesTheReasonItStays() {
        applied = true;
        for (int millis = 0; millis <= 20_000; millis += 1_000) {
            neededAt = START.plusMillis(millis - 500);
            assertThat(at(millis, 0)).isEqualTo(NOTHING);
        }
        // The other says so every 1.25 s, so it may have seen it for as long after it said so last.
        for (int millis = 21_000; millis < 25_750; millis += 1_000) {
            assertThat(at(millis, 0)).isEqualTo(NOTHING);
        }
        assertThat(at(25_749, 0)).isEqualTo(NOTHING);
        assertThat(at(25_750, 0)).isEqualTo(LEAVE);
    }

    @Test
    void saysNowAndThenThatTheReasonIsStillThere() {
        applied = true;
        neededAt = START;
        assertThat(at(1_000, 500)).isEqualTo(NOTHING);
        assertThat(at(1_249, 500)).isEqualTo(NOTHING);
        assertThat(at(1_250, 500)).isEqualTo(STAY);
        neededAt = START.plusMillis(1_250);
        assertThat(at(1_500, 500)).isEqualTo(NOTHING);
        assertThat(at(2_500, 5)).as("also between the thresholds").isEqualTo(STAY);
        assertThat(at(2_500, Double.NaN)).as("not when it cannot be said").isEqualTo(NOTHING);
    }

    @Test
    void whatCannotBeSaidIsNeitherHighNorCalm() {
        at(0, 50);
        assertThat(at(1_000, Double.NaN)).isEqualTo(NOTHING);
        assertThat(at(2_000, 50)).isEqualTo(NOTHING);
        assertThat(at(4_000, 50)).isEqualTo(ENTER);
        applied = true;
        at(5_000, 0);
        assertThat(at(6_000, Double.NaN)).isEqualTo(NOTHING);
        for (int millis = 7_000; millis < 12_000; millis += 1_000) {
            assertThat(at(millis, 0)).isEqualTo(NOTHING);
        }
        assertThat(at(12_000, 0)).isEqualTo(LEAVE);
    }

    @Test
    void whatWasSeenBeforeAGapCountsNoMore() {
        at(0, 50);
        assertThat(at(2_001, 50)).as("nobody looked in between").isEqualTo(NOTHING);
        assertThat(at(4_001, 50)).isEqualTo(ENTER);
        applied = true;
        at(5_000, 0);
        assertThat(at(60_000, 0)).as("nobody looked in between").isEqualTo(NOTHING);
    }

    @Test
    void goesOnWhenTheThresholdHasHeldForTheWholeTimeSinceTheLastValue() {
        applied = true;
        last = false;
        since = START.plusMillis(1_000);
        neededAt = since;
        at(0, 50);
        assertThat(at(2_000, 50)).isEqualTo(NOTHING);
        assertThat(at(2_999, 50)).isNotEqualTo(GO_ON);
        assertThat(at(3_000, 50)).isEqualTo(GO_ON);
        since = START.plusMillis(3_000);
        assertThat(at(4_000, 49.9)).isNotEqualTo(GO_ON);
        assertThat(at(5_900, 50)).as("a moment below begins anew").isNotEqualTo(GO_ON);
        assertThat(at(7_900, 50)).isEqualTo(GO_ON);
        last = true;
        assertThat(at(8_000, 50)).as("nothing follows").isEqualTo(STAY);
    }

    private Verdict at(long millis, double value) {
        return state.look(value, START.plusMillis(millis), applied ? new InForce(since, neededAt, last) : null);
    }
}
