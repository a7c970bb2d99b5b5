package io.flashsale.edge.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WeightedSumTest {

    private static final double NEVER = Double.POSITIVE_INFINITY;

    private final BotScoreConfig config = Scoring.config(Map.of());
    private final BotScorer scorer = new WeightedSum(config);

    @Test
    void aPersonAtThePageScoresNothing() {
        assertThat(scorer.score(new Features(0, 0, 0, 3, 900, 4))).isZero();
        assertThat(scorer.score(new Features(0, 0, 0, 1, NEVER, 0))).isZero();
    }

    @Test
    void addsUpWhatEachSignWeighs() {
        assertThat(scorer.score(new Features(2, 0, 0, 0, NEVER, 0))).isEqualTo(20);
        assertThat(scorer.score(new Features(0, 5, 0, 0, NEVER, 0))).isEqualTo(20);
        assertThat(scorer.score(new Features(0, 0, 1, 0, NEVER, 0))).isEqualTo(20);
        assertThat(scorer.score(new Features(0, 0, 0, 20, NEVER, 0))).isEqualTo(30);
        assertThat(scorer.score(new Features(0, 0, 0, 0, 0, 0))).isEqualTo(25);
        assertThat(scorer.score(new Features(0, 0, 0, 0, NEVER, 30))).isEqualTo(60);
        assertThat(scorer.score(new Features(9, 5, 9, 900, 0, 900))).isEqualTo(175);
    }

    @Test
    void signsGrowBetweenTheirBounds() {
        assertThat(scorer.score(new Features(1, 0, 0, 0, NEVER, 0))).isEqualTo(10);
        assertThat(scorer.score(new Features(0, 0, 0, 0, 125, 0))).isEqualTo(12.5);
        assertThat(scorer.score(new Features(0, 0, 0, 0, NEVER, 24))).isEqualTo(30);
        assertThat(scorer.score(new Features(0, 1, 0, 0, NEVER, 0))).isEqualTo(10);
    }

    @Test
    void aProgramThatClicksAsAPersonWouldIsNotChallengedByDefault() {
        assertThat(scorer.score(new Features(0, 5, 0, 0, 250, 18))).isLessThan(config.challengeFrom());
    }

    @Test
    void onlyClickingFasterThanHandsCanIsChallengedAloneByDefault() {
        assertThat(scorer.score(new Features(9, 0, 0, 0, NEVER, 0))).isLessThan(config.challengeFrom());
        assertThat(scorer.score(new Features(0, 5, 0, 0, NEVER, 0))).isLessThan(config.challengeFrom());
        assertThat(scorer.score(new Features(0, 0, 9, 0, NEVER, 0))).isLessThan(config.challengeFrom());
        assertThat(scorer.score(new Features(0, 0, 0, 900, NEVER, 0))).isLessThan(config.challengeFrom());
        assertThat(scorer.score(new Features(0, 0, 0, 0, 0, 0))).isLessThan(config.challengeFrom());
        assertThat(scorer.score(new Features(0, 0, 0, 0, NEVER, 30))).isGreaterThanOrEqualTo(config.challengeFrom());
    }

    @Test
    void aScriptThatSkipsThePageOrSharesAnAddressWithManyIsChallengedByDefault() {
        assertThat(scorer.score(new Features(0, 2, 0, 1, 30, 1)))
                .as("a library's headers, in the instant of the pass")
                .isGreaterThanOrEqualTo(config.challengeFrom());
        assertThat(scorer.score(new Features(0, 0, 0, 20, 140, 1)))
                .as("twenty accounts, in the instant of the pass")
                .isGreaterThanOrEqualTo(config.challengeFrom());
    }

    @Test
    void howRequestsLookIsNeverEnoughToBeDroppedByDefault() {
        assertThat(scorer.score(new Features(9, 5, 9, 0, NEVER, 0)))
                .isGreaterThanOrEqualTo(config.challengeFrom())
                .isLessThan(config.dropFrom());
    }

    @Property
    void aStrongerSignNeverLowersTheScore(
            @ForAll @IntRange(max = 5) int contradictions,
            @ForAll @IntRange(max = 5) int missing,
            @ForAll @IntRange(max = 3) int impossible,
            @ForAll @DoubleRange(max = 200) double accounts,
            @ForAll @DoubleRange(max = 2_000) double passToClick,
            @ForAll @DoubleRange(max = 100) double clicks,
            @ForAll @DoubleRange(max = 100) double more) {
        double score = scorer.score(new Features(contradictions, missing, impossible, accounts, passToClick, clicks));
        assertThat(scorer.score(new Features(
                        contradictions + 1,
                        missing,
                        impossible + 1,
                        accounts + more,
                        Math.max(0, passToClick - more),
                        clicks + more)))
                .isGreaterThanOrEqualTo(score);
        assertThat(score).isNotNegative();
    }

    @Test
    void weightsAreSettings() {
        BotScorer other =
                new WeightedSum(Scoring.config(Map.of("weights.cadence", "70", "clicks-per-second-to", "20")));
        assertThat(other.score(new Features(0, 0, 0, 0, NEVER, 20))).isEqualTo(70);
    }
}
