package io.flashsale.edge.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.lottery.RankSketch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DemandTest {

    private static final long REPEAT = TimeUnit.SECONDS.toNanos(5);

    private final Demand demand = new Demand(REPEAT, 0);

    private void noteThousands(int from, int to) {
        IntStream.range(from, to).forEach(i -> demand.note(i / 10_000.0));
    }

    @Test
    void tellsEachRankOnce() {
        demand.note(0.5);
        demand.note(0.25);
        demand.note(0.5);
        List<Double> report = demand.report(1);
        assertThat(report).containsExactly(0.25, 0.5);

        demand.told(report, 1);
        demand.note(0.5);
        assertThat(demand.report(2)).isEmpty();
        demand.note(0.75);
        assertThat(demand.report(3)).containsExactly(0.75);
    }

    @Test
    void whatWasNotTakenIsToldAgain() {
        demand.note(0.5);
        demand.report(1);
        demand.note(0.75);

        assertThat(demand.report(2)).containsExactly(0.5, 0.75);
    }

    @Test
    void whatWasNotedDuringACallIsToldByTheNext() {
        demand.note(0.5);
        List<Double> report = demand.report(1);
        demand.note(0.75);
        demand.told(report, 1);

        assertThat(demand.report(2)).containsExactly(0.75);
    }

    @Test
    void ranksFromTheThresholdOnDoNotMatter() {
        demand.note(0.5);
        demand.note(0.1);
        demand.told(List.of(), 0.3);

        assertThat(demand.report(1)).containsExactly(0.1);
        demand.note(0.3);
        demand.note(0.29);
        assertThat(demand.report(2)).containsExactly(0.1, 0.29);
    }

    @Test
    void isBoundedByItsOwnSketch() {
        noteThousands(0, 10_000);
        for (int i = 9_999; i >= 0; i--) {
            demand.note(i / 20_000.0);
        }

        assertThat(demand.report(1)).hasSize(RankSketch.SIZE).isSorted();
        assertThat(demand.report(1).get(1_023)).isLessThan(0.06);
    }

    @Test
    void aThresholdThatHasRisenMeansThatTheSketchWasLost() {
        noteThousands(1, 11);
        demand.told(demand.report(1), 0.0008);
        assertThat(demand.report(2)).isEmpty();

        demand.told(List.of(), 1);

        assertThat(demand.report(3)).hasSize(10);
        demand.note(0.9);
        assertThat(demand.report(4)).hasSize(11);
    }

    @Test
    void everythingIsToldAgainNowAndThen() {
        noteThousands(1, 11);
        demand.told(demand.report(1), 1);
        assertThat(demand.report(REPEAT - 1)).isEmpty();
        assertThat(demand.report(REPEAT)).hasSize(10);
        demand.told(demand.report(REPEAT + 1), 1);
        assertThat(demand.report(2 * REPEAT - 1)).isEmpty();
        assertThat(demand.report(2 * REPEAT)).hasSize(10);
    }

    @Property(tries = 30)
    void whateverIsLostAndRepeatedTheUnionEndsAsTheSketchOfAllBuyers(@ForAll Random random) {
        List<Demand> edges = List.of(new Demand(REPEAT, 0), new Demand(REPEAT, 0), new Demand(REPEAT, 0));
        RankSketch union = new RankSketch();
        RankSketch expected = new RankSketch();
        long nanos = 0;
        for (int round = 0; round < 40; round++) {
            nanos += TimeUnit.MILLISECONDS.toNanos(100);
            for (int click = 0; click < 200; click++) {
                double rank = random.nextInt(4_000) / 4_000.0;
                expected.add(rank);
                edges.get(random.nextInt(3)).note(rank);
            }
            if (round == 20) {
                union = new RankSketch();
            }
            tell(edges, union, nanos, random.nextInt(4) > 0);
        }
        tell(edges, union, nanos + REPEAT, true);
        tell(edges, union, nanos + REPEAT + 1, true);

        assertThat(union.ranks()).isEqualTo(expected.ranks());
    }

    private static void tell(List<Demand> edges, RankSketch union, long nanos, boolean isTaken) {
        for (Demand edge : edges) {
            List<Double> report = edge.report(nanos);
            if (isTaken && !report.isEmpty()) {
                report.forEach(union::add);
                edge.told(report, union.threshold());
            }
        }
    }

    @Test
    void manyThreadsMayNoteAtOnce() throws InterruptedException {
        List<Thread> loops = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int offset = i;
            loops.add(new Thread(() -> IntStream.range(0, 250).forEach(r -> demand.note((4 * r + offset) / 1_000.0))));
        }
        loops.forEach(Thread::start);
        for (Thread loop : loops) {
            loop.join();
        }
        Set<Double> told = new HashSet<>(demand.report(1));
        assertThat(told).hasSize(1_000);
    }
}
