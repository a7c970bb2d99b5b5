package io.flashsale.lottery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class RankSketchTest {

    private final RankSketch sketch = new RankSketch();

    @Property
    void countsExactlyWhileItIsNotFull(
            @ForAll @Size(max = 200) List<@DoubleRange(max = 0.999) @Scale(3) Double> ranks) {
        RankSketch few = new RankSketch();
        ranks.forEach(few::add);

        assertThat(few.estimate()).isEqualTo(new HashSet<>(ranks).size());
        assertThat(few.threshold()).isEqualTo(RankSketch.EVERYTHING);
    }

    @Test
    void nobodyCountsTwice() {
        assertThat(sketch.add(0.25)).isTrue();
        assertThat(sketch.add(0.25)).isFalse();
        assertThat(sketch.estimate()).isEqualTo(1);
    }

    @Test
    void keepsTheSmallestOnceItIsFull() {
        for (int i = RankSketch.SIZE; i > 0; i--) {
            sketch.add(i / 2048.0);
        }
        assertThat(sketch.threshold()).isEqualTo(0.5);
        assertThat(sketch.add(0.5)).isFalse();
        assertThat(sketch.add(0.75)).isFalse();
        assertThat(sketch.add(0.00001)).isTrue();
        assertThat(sketch.threshold()).isEqualTo(1023 / 2048.0);
        assertThat(sketch.ranks()).hasSize(RankSketch.SIZE).isSorted().startsWith(0.00001);
    }

    @Test
    void estimatesAMillionBuyersByATenthOfTheirNumber() {
        Random random = new Random(42);
        for (int i = 0; i < 1_000_000; i++) {
            sketch.add(random.nextDouble());
        }
        assertThat(sketch.estimate()).isCloseTo(1_000_000, Percentage.withPercentage(10));
    }

    @Property(tries = 20)
    void theUnionOfSketchesIsTheSketchOfTheUnion(@ForAll Random random) {
        List<RankSketch> edges = List.of(new RankSketch(), new RankSketch(), new RankSketch());
        RankSketch all = new RankSketch();
        for (int i = 0; i < 10_000; i++) {
            double rank = random.nextDouble();
            all.add(rank);
            edges.get(random.nextInt(3)).add(rank);
            edges.get(random.nextInt(3)).add(rank);
        }
        Set<Double> told = new HashSet<>();
        edges.forEach(edge -> told.addAll(edge.ranks()));
        told.forEach(sketch::add);

        assertThat(new HashSet<>(all.ranks())).isSubsetOf(told);
        RankSketch union = new RankSketch();
        told.forEach(union::add);
        assertThat(union.ranks()).isEqualTo(all.ranks());
    }

    @Test
    void twoFiguresAreEnoughToEstimate() {
        assertThat(RankSketch.estimate(17, 0.9)).isEqualTo(17);
        assertThat(RankSketch.estimate(RankSketch.SIZE, 0.001)).isCloseTo(1_023_000, within(1e-6));
        assertThat(RankSketch.threshold(17, 0.9)).isEqualTo(1);
        assertThat(RankSketch.threshold(RankSketch.SIZE, 0.001)).isEqualTo(0.001);
    }
}
