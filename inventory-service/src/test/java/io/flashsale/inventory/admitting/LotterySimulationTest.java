package io.flashsale.inventory.admitting;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.inventory.admitting.LotterySimulation.Course;
import io.flashsale.inventory.admitting.LotterySimulation.Result;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The lottery in virtual time: the real rule, measurement, sketch and ranks, with modelled buyers (some click 50 times as
 * often as the others), edges that hear of everything late, and services that confirm at a given speed.
 */
class LotterySimulationTest {

    private static final int FLAT = 60_000;
    private static final int SPIKE = 1_000;
    private static final int TRICKLE = 600_000;
    private static final int NEVER = -1;

    /** A course to be changed where a test wants another. */
    private static final class Plan {
        private String mode = "lottery";
        private int stock = 1_000;
        private int buyers = 1_000_000;
        private int arriveWithin = SPIKE;
        private int stay = 3_600_000;
        private double impatient = 0.02;
        private int bound = 20_000;
        private double drain = 5_000;
        private int lasts = 300_000;
        private int sketchLostAt = NEVER;
        private int returnedAt = NEVER;
        private int returned;
        private int returnedEvery;
        private int pause = 2_000;
        private int reportedFrom;
        private long seed = 7;

        private Result run() {
            return LotterySimulation.run(new Course(
                    mode,
                    stock,
                    buyers,
                    arriveWithin,
                    stay,
                    impatient,
                    bound,
                    drain,
                    lasts,
                    sketchLostAt,
                    returnedAt,
                    returned,
                    returnedEvery,
                    pause,
                    reportedFrom,
                    seed));
        }
    }

    private final Plan plan = new Plan();

    @ParameterizedTest(name = "{0} buyers per unit, {1} units, all within {2} ms")
    @CsvSource({
        "1, 1000, 60000", "1, 1000, 1000", "1, 1000, 600000",
        "10, 1000, 60000", "10, 1000, 1000", "10, 1000, 600000",
        "1000, 1000, 60000", "1000, 1000, 1000", "1000, 1000, 600000",
        "1, 10, 60000", "1, 10, 1000", "1, 10, 600000",
        "10, 10, 60000", "10, 10, 1000", "10, 10, 600000",
        "1000, 10, 60000", "1000, 10, 1000", "1000, 10, 600000",
        "1000, 1000, 10",
    })
    void sellsOutAndAdmitsLessThanThreeBuyersPerUnit(int times, int stock, int arriveWithin) {
        plan.stock = stock;
        plan.buyers = stock * times;
        plan.arriveWithin = arriveWithin;
        plan.lasts = arriveWithin + 60_000;

        Result result = plan.run();

        assertThat(result.sold()).isEqualTo(stock);
        assertThat(result.admitted()).isLessThan(3 * stock);
        assertThat(result.busy()).as("clicks that found the services busy").isZero();
        assertThat(result.boughtAboveTheLine()).isZero();
        assertThat(result.entries()).isLessThan(1_000);
    }

    /** Without shrinking: a sale that does not sell out is simulated to its end, which takes seconds. */
    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void sellsOutWhateverComes(
            @ForAll @IntRange(min = 1, max = 300) int stock,
            @ForAll @IntRange(min = 1, max = 50) int times,
            @ForAll @IntRange(min = 10, max = FLAT) int arriveWithin,
            @ForAll @DoubleRange(max = 0.5) double impatient,
            @ForAll @IntRange(min = 20, max = 20_000) int bound,
            @ForAll @IntRange(min = 10, max = 5_000) int drain,
            @ForAll @IntRange(max = FLAT) int sketchLostAt,
            @ForAll long seed) {
        plan.stock = stock;
        plan.buyers = stock * times;
        plan.arriveWithin = arriveWithin;
        plan.impatient = impatient;
        plan.bound = bound;
        plan.drain = drain;
        plan.sketchLostAt = sketchLostAt / LotterySimulation.TICK * LotterySimulation.TICK;
        plan.seed = seed;
        plan.lasts = 180_000;

        Result result = plan.run();

        assertThat(result.sold()).isEqualTo(stock);
        assertThat(result.boughtAboveTheLine()).isZero();
        assertThat(result.mostUnconfirmed()).isLessThanOrEqualTo(bound);
        assertThat(result.entries()).isLessThan(1_000);
    }

    @Test
    void aStampedeIsOverWithinSeconds() {
        assertThat(plan.run().soldOutAtMillis()).isBetween(0, 15_000);
    }

    @ParameterizedTest(name = "{0} units, all within {1} ms")
    @CsvSource({"50000, 1000", "50000, 10000"})
    void reportsThatComeLateDoNotOpenTheLineToEverybody(int stock, int arriveWithin) {
        plan.stock = stock;
        plan.arriveWithin = arriveWithin;
        plan.reportedFrom = 5_000;
        plan.lasts = 120_000;

        Result result = plan.run();

        assertThat(result.sold()).isEqualTo(stock);
        assertThat(result.admitted()).isLessThan(5 * stock);
        assertThat(result.line()).isLessThan(0.5);
    }

    @Test
    void withoutTheLotteryTheSameStampedeReachesTheServices() {
        plan.mode = "open";
        plan.buyers = 100_000;

        assertThat(plan.run().admitted()).isGreaterThan(5 * plan.stock);
    }

    @ParameterizedTest(name = "{0} buyers per unit, all within {1} ms")
    @CsvSource({"2, 60000", "2, 1000", "10, 60000", "10, 1000", "10, 600000", "100, 60000", "100, 1000"})
    void nobodyGainsByClickingFiftyTimesAsOften(int times, int arriveWithin) {
        plan.stock = 5_000;
        plan.buyers = plan.stock * times;
        plan.arriveWithin = arriveWithin;
        plan.impatient = 0.2;
        plan.lasts = arriveWithin + 60_000;

        Result result = plan.run();

        // What is left is chance, and the last units, for which it matters who looks again first.
        assertThat(result.impatientShare() / result.patientShare()).isBetween(0.8, 1.25);
    }

    @Test
    void unitsThatComeBackAreSoldToBuyersWhoWereTurnedAway() {
        plan.buyers = 100_000;
        plan.returnedAt = 30_000;
        plan.returned = 50;
        plan.lasts = 120_000;

        Result result = plan.run();

        assertThat(result.sold()).isEqualTo(plan.stock + 50);
        assertThat(result.admitted()).isLessThan(3 * plan.stock);
    }

    @Test
    void aSingleUnitThatComesBackIsSold() {
        plan.buyers = 100_000;
        plan.returnedAt = 30_000;
        plan.returned = 1;
        plan.lasts = 120_000;

        assertThat(plan.run().sold()).isEqualTo(plan.stock + 1);
    }

    @Test
    void unitsThatComeBackOneByOneAreSoldMostlyToThoseWhoMayBuyAlready() {
        plan.stock = 300;
        plan.buyers = 300_000;
        plan.impatient = 0;
        plan.pause = 5_000;
        plan.returnedAt = 60_000;
        plan.returned = 1;
        plan.returnedEvery = 5_000;
        plan.lasts = 600_000;

        Result result = plan.run();

        assertThat(result.sold())
                .as("108 units came back, the last one just now")
                .isBetween(plan.stock + 106, plan.stock + 108);
        assertThat(result.admitted()).isLessThan(3 * plan.stock);
        assertThat(result.line()).isLessThan(3.0 * plan.stock / plan.buyers);
    }

    @Test
    void sellsOutAlsoWhenMostOfThoseWhoMayBuyHaveGone() {
        plan.buyers = 100_000;
        plan.arriveWithin = FLAT;
        plan.stay = 2_000;

        Result result = plan.run();

        assertThat(result.sold()).isEqualTo(plan.stock);
        assertThat(result.admitted()).isLessThan(3 * plan.stock);
    }

    @Test
    void slowServicesAreHandedWhatTheyCanTakeOfACrowd() {
        plan.stock = 10_000;
        plan.buyers = 100_000;
        plan.bound = 1_000;
        plan.drain = 100;

        Result result = plan.run();

        assertThat(result.sold()).isEqualTo(plan.stock);
        assertThat(result.soldOutAtMillis()).as("100 s of work").isLessThan(150_000);
        assertThat(result.mostUnconfirmed()).isLessThan(plan.bound);
        assertThat(result.busy()).isZero();
    }

    @Test
    void slowServicesAreHandedLittleMoreThanTheyCanTakeOfAStream() {
        plan.stock = 10_000;
        plan.buyers = 100_000;
        plan.arriveWithin = 100_000;
        plan.bound = 1_000;
        plan.drain = 100;

        Result result = plan.run();

        assertThat(result.sold()).isEqualTo(plan.stock);
        assertThat(result.soldOutAtMillis()).as("100 s of work").isLessThan(150_000);
        assertThat(result.mostUnconfirmed()).isLessThanOrEqualTo(plan.bound);
        assertThat(result.admitted()).isLessThan(plan.stock + 2 * plan.bound);
    }

    @Test
    void withoutTheLotteryTheSameServicesRefuseMostClicks() {
        plan.mode = "open";
        plan.stock = 10_000;
        plan.buyers = 100_000;
        plan.bound = 1_000;
        plan.drain = 100;

        Result result = plan.run();

        assertThat(result.busy()).isGreaterThan(100 * plan.stock);
    }

    @ParameterizedTest(name = "lost after {0} ms")
    @CsvSource({"500", "1500", "3000"})
    void theLossOfTheSketchChangesNothingThatMatters(int lostAt) {
        plan.arriveWithin = FLAT;
        plan.sketchLostAt = lostAt;

        Result result = plan.run();

        assertThat(result.sold()).isEqualTo(plan.stock);
        assertThat(result.admitted()).isLessThan(3 * plan.stock);
    }

    @Test
    void theSketchIsMadeGoodAfterItsLoss() {
        plan.stock = 100_000;
        plan.buyers = 900;
        plan.arriveWithin = 10_000;
        plan.sketchLostAt = 5_000;
        plan.lasts = 30_000;

        assertThat(plan.run().demand()).isEqualTo(900);
    }

    @Test
    void aFixedLineAdmitsItsShareFromTheOpeningOn() {
        plan.mode = "fixed:0.05";
        plan.stock = 50_000;
        plan.buyers = 100_000;
        plan.lasts = 30_000;

        Result result = plan.run();

        assertThat(result.sold()).isBetween(4_800, 5_200);
        assertThat(result.entries()).isEqualTo(1);
    }
}
