package io.flashsale.inventory.admitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.flashsale.lottery.LineHash;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class LineRuleTest {

    private final LineRule lottery = new LineRule(Mode.of("lottery"));

    /** 1,000 of 1,000 units left, a million buyers, services that have nothing to do; to be changed. */
    private static final class Moment {
        private int total = 1_000;
        private int available = 1_000;
        private long takenEver;
        private int unconfirmed;
        private int bound = 20_000;
        private double unitsPerBuyer = 1;
        private double demand = 1_000_000;
        private double newcomers;
        private double taken;
        private double drain;
        private double line = 0.0001;
        private Duration sinceRaise = Duration.ofMillis(100);
        private Duration sinceInStock = Duration.ofHours(1);

        private Situation build() {
            return new Situation(
                    total,
                    available,
                    takenEver,
                    unconfirmed,
                    bound,
                    unitsPerBuyer,
                    demand,
                    newcomers,
                    taken,
                    drain,
                    line,
                    sinceRaise,
                    sinceInStock);
        }
    }

    private final Moment moment = new Moment();

    @Test
    void openAndFixedLinesStandFromTheOpeningOn() {
        moment.line = 0;
        assertThat(new LineRule(Mode.of("open")).next(moment.build())).isEqualTo(1);
        assertThat(new LineRule(Mode.of("fixed:0.05")).next(moment.build())).isEqualTo(0.05);
        assertThat(new LineRule(Mode.of("fixed:0")).next(moment.build())).isZero();
        moment.line = 0.05;
        assertThat(new LineRule(Mode.of("fixed:0.05")).next(moment.build())).isEqualTo(0.05);
    }

    @Test
    void thereAreNoOtherModes() {
        assertThatIllegalArgumentException().isThrownBy(() -> Mode.of("raffle"));
        assertThatIllegalArgumentException().isThrownBy(() -> Mode.of("fixed:"));
    }

    @Test
    void theFirstLineWouldNotSellOutToTenMillionBuyersAtOnce() {
        moment.line = 0;
        assertThat(lottery.next(moment.build())).isEqualTo(0.0001);
        moment.total = 1;
        assertThat(lottery.next(moment.build())).isEqualTo(LineRule.SMALLEST_START);
        moment.total = 1_000_000;
        assertThat(lottery.next(moment.build())).as("nor fill the queue").isEqualTo(0.001);
        moment.bound = 100;
        assertThat(lottery.next(moment.build())).isEqualTo(0.000005);
    }

    @Test
    void doublesInAQuarterOfASecondAtTheFastest() {
        moment.sinceRaise = Duration.ofMillis(125);
        assertThat(lottery.next(moment.build())).isCloseTo(0.0001 * Math.sqrt(2), within(1e-9));
        moment.sinceRaise = LineRule.DOUBLING;
        assertThat(lottery.next(moment.build())).isEqualTo(0.0002);
        moment.sinceRaise = Duration.ofHours(1);
        assertThat(lottery.next(moment.build())).isEqualTo(0.0002);
    }

    @Test
    void stopsWhereThereAreEnoughBuyersForTheUnits() {
        moment.line = 0.0009;
        moment.sinceRaise = Duration.ofMillis(250);
        assertThat(lottery.next(moment.build())).isEqualTo(0.0011);
        moment.line = 0.0011;
        assertThat(lottery.next(moment.build())).isEqualTo(0.0011);
    }

    @Test
    void countsThoseWhoWillHaveComeWithinTheHorizon() {
        moment.line = 0.0009;
        moment.sinceRaise = Duration.ofMillis(250);
        moment.demand = 500_000;
        moment.newcomers = 500_000 / 3.0;
        moment.bound = 1_000_000_000;
        assertThat(lottery.next(moment.build())).isCloseTo(0.0011, within(1e-8));
    }

    @Test
    void buyersOfTwoUnitsAreHalfAsMany() {
        moment.line = 0.0004;
        moment.sinceRaise = Duration.ofMillis(250);
        moment.unitsPerBuyer = 2;
        assertThat(lottery.next(moment.build())).isEqualTo(0.00055);
    }

    @Test
    void admitsNobodyMoreWhileNothingIsLeft() {
        moment.available = 0;
        moment.takenEver = 1_000;
        moment.sinceRaise = Duration.ofHours(1);
        assertThat(lottery.next(moment.build())).isEqualTo(moment.line);
    }

    @Test
    void leavesHalfOfTheBoundFree() {
        moment.total = 50_000;
        moment.available = 49_000;
        moment.takenEver = 1_000;
        moment.unconfirmed = 900;
        moment.bound = 2_000;
        moment.drain = 0;
        moment.line = 0.00105;
        moment.sinceRaise = Duration.ofMillis(250);
        assertThat(lottery.next(moment.build())).as("1,000 took, 100 more fit").isEqualTo(0.0011);
        moment.unconfirmed = 1_000;
        moment.drain = 100;
        assertThat(lottery.next(moment.build())).as("that half is full").isEqualTo(0.00105);
    }

    @Test
    void withoutACountGoesByThoseWhoHoldUnits() {
        moment.demand = 0;
        moment.line = 0.01;
        moment.sinceRaise = Duration.ofMillis(250);
        assertThat(lottery.next(moment.build())).as("nobody has come").isEqualTo(0.02);
        moment.available = 500;
        moment.takenEver = 500;
        moment.taken = 1_000;
        assertThat(lottery.next(moment.build()))
                .as("500 under 0.01 are 50,000 in all")
                .isEqualTo(0.02);
        moment.line = 0.02;
        moment.available = 100;
        moment.takenEver = 900;
        assertThat(lottery.next(moment.build()))
                .as("900 under 0.02 are 45,000 in all")
                .isCloseTo((900 + 110) / 45_000.0, within(1e-7));
    }

    @Test
    void ofThoseWhoKeepArrivingAdmitsWhatIsDrained() {
        moment.total = 47_000;
        moment.available = 40_000;
        moment.takenEver = 10_000;
        moment.demand = 100_000;
        moment.newcomers = 1_000;
        moment.unconfirmed = 970;
        moment.bound = 2_000;
        moment.drain = 100;
        moment.line = 0.07;
        moment.sinceRaise = Duration.ofMillis(250);
        assertThat(lottery.next(moment.build()))
                .as("80 and one of the room of 30")
                .isEqualTo(0.081);
    }

    @Test
    void raisesTheLineByAQuarterWhenNobodyTakesWhatIsLeft() {
        moment.line = 0.2;
        moment.sinceRaise = LineRule.PATIENCE.minusMillis(1);
        assertThat(lottery.next(moment.build())).isEqualTo(0.2);
        moment.sinceRaise = LineRule.PATIENCE;
        moment.bound = 2_000_000;
        assertThat(lottery.next(moment.build())).isEqualTo(0.25);
    }

    @Test
    void aUnitThatComesBackWaitsForThoseWhoMayBuyAlready() {
        moment.line = 0.0011;
        moment.available = 1;
        moment.takenEver = 1_000;
        moment.sinceRaise = Duration.ofHours(1);
        moment.sinceInStock = LineRule.PATIENCE.minusMillis(1);
        assertThat(lottery.next(moment.build())).isEqualTo(moment.line);
        moment.sinceInStock = LineRule.PATIENCE;
        assertThat(lottery.next(moment.build())).isGreaterThan(moment.line);
    }

    @Test
    void raisesItLessWhileUnitsAreTakenSlowly() {
        moment.line = 0.01;
        moment.available = 500;
        moment.takenEver = 500;
        moment.taken = 10;
        moment.drain = 10;
        moment.sinceRaise = LineRule.PATIENCE;
        assertThat(lottery.next(moment.build())).isEqualTo(0.0105);
    }

    @Test
    void waitsWhileWhatIsLeftWillBeGoneSoon() {
        moment.line = 0.01;
        moment.available = 30;
        moment.takenEver = 970;
        moment.taken = 10;
        moment.drain = 10;
        moment.sinceRaise = Duration.ofSeconds(5);
        assertThat(lottery.next(moment.build())).isEqualTo(0.01);
        moment.available = 31;
        assertThat(lottery.next(moment.build())).isGreaterThan(0.01);
    }

    @Test
    void waitsWhileTheServicesHaveMoreToDoThanASecondsWork() {
        moment.line = 0.01;
        moment.unconfirmed = 101;
        moment.drain = 100;
        moment.sinceRaise = Duration.ofSeconds(5);
        assertThat(lottery.next(moment.build())).isEqualTo(0.01);
        moment.unconfirmed = 100;
        assertThat(lottery.next(moment.build())).isGreaterThan(0.01);
    }

    @Test
    void reachesOneExactly() {
        moment.line = 0.99;
        moment.demand = 10;
        moment.sinceRaise = Duration.ofMillis(100);
        assertThat(lottery.next(moment.build())).isEqualTo(1);
        moment.line = 1;
        assertThat(lottery.next(moment.build())).isEqualTo(1);
    }

    @Property
    void neverLowersTheLineNorLeavesItsRangeNorTakesTinySteps(
            @ForAll @IntRange(min = 1, max = 1_000_000) int total,
            @ForAll @DoubleRange(max = 1) double left,
            @ForAll @IntRange(max = 40_000) int unconfirmed,
            @ForAll @DoubleRange(max = 1e8) double demand,
            @ForAll @DoubleRange(max = 1e7) double newcomers,
            @ForAll @DoubleRange(max = 1e5) double rate,
            @ForAll @DoubleRange(min = 1e-6, max = 1) @Scale(6) double line,
            @ForAll @IntRange(max = 100_000) int sinceRaiseMillis) {
        moment.total = total;
        moment.available = (int) (left * total);
        moment.takenEver = total - moment.available;
        moment.unconfirmed = unconfirmed;
        moment.demand = demand;
        moment.newcomers = newcomers;
        moment.taken = rate;
        moment.drain = rate;
        moment.line = line;
        moment.sinceRaise = Duration.ofMillis(sinceRaiseMillis);

        double next = lottery.next(moment.build());

        assertThat(next).isBetween(line, 1.0).isLessThanOrEqualTo(2 * line);
        assertThat(next == line || next == 1 || next > line * 1.0199).isTrue();
        assertThat(LineHash.round(next)).isEqualTo(next);
    }

    @Property
    void neverStarvesTheStock(
            @ForAll @IntRange(min = 1, max = 1_000_000) int available,
            @ForAll @IntRange(min = 10, max = 100_000) int bound,
            @ForAll @DoubleRange(max = 1e8) double demand,
            @ForAll @DoubleRange(max = 1e7) double newcomers,
            @ForAll @DoubleRange(min = 1e-6, max = 0.999999) @Scale(6) double line) {
        moment.total = 1_000_000;
        moment.available = available;
        moment.takenEver = moment.total - available;
        moment.bound = bound;
        moment.demand = demand;
        moment.newcomers = newcomers;
        moment.line = line;
        moment.sinceRaise = LineRule.PATIENCE;

        assertThat(lottery.next(moment.build()))
                .as("units are left, nobody takes any, and the services are idle")
                .isGreaterThan(line);
    }

    @Property(tries = 50)
    void theHistoryOfASaleStaysShort(@ForAll @IntRange(min = 1, max = 1_000_000) int total) {
        moment.total = total;
        moment.available = total;
        moment.demand = 1e8;
        moment.line = 0;
        moment.sinceRaise = LineRule.PATIENCE;
        int entries = 0;
        while (moment.line < 1 && entries < 1_000) {
            moment.line = lottery.next(moment.build());
            entries++;
        }
        assertThat(entries).isLessThan(1_000);
    }
}
