package io.flashsale.edge.drawing;

import io.flashsale.lottery.RankSketch;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What this edge knows of one sale's demand: the smallest ranks of buyers who clicked here, and which of them have not
 * been told yet. At most {@value RankSketch#SIZE} of each.
 *
 * <p>Noting a rank that does not matter any more is one comparison, which is what almost every click of a stampede comes
 * to. inventory-service answers each report with the threshold of all edges together. It only falls; one that is larger
 * than the one before means that the sketch was lost there, so all is told again. A loss that nobody can see, because the
 * sketch was not full, is made good by telling all again every few seconds.
 */
final class Demand {

    private final RankSketch own = new RankSketch();
    private final TreeSet<Double> untold = new TreeSet<>();
    private final long repeatAfterNanos;

    private volatile double threshold = RankSketch.EVERYTHING;
    private double heard = RankSketch.EVERYTHING;
    private long toldAllAt;

    Demand(long repeatAfterNanos, long nanos) {
        this.repeatAfterNanos = repeatAfterNanos;
        this.toldAllAt = nanos;
    }

    /** Takes in the rank of a buyer who clicked. */
    void note(double rank) {
        if (rank < threshold) {
            keep(rank);
        }
    }

    private synchronized void keep(double rank) {
        if (rank < heard && own.add(rank)) {
            untold.add(rank);
            while (untold.size() > RankSketch.SIZE) {
                untold.pollLast();
            }
            threshold = Math.min(heard, own.threshold());
        }
    }

    /** What is to be told now; empty when there is nothing new. The ranks stay until {@link #told}. */
    synchronized List<Double> report(long nanos) {
        if (nanos - toldAllAt >= repeatAfterNanos) {
            toldAllAt = nanos;
            untold.addAll(own.ranks());
        }
        List<Double> report = new ArrayList<>(untold);
        return report.subList(0, Math.min(report.size(), RankSketch.SIZE));
    }

    /** inventory-service has these ranks, and answered that only smaller ones than {@code newThreshold} matter. */
    synchronized void told(List<Double> ranks, double newThreshold) {
        ranks.forEach(untold::remove);
        boolean lost = newThreshold > heard;
        heard = newThreshold;
        if (lost) {
            untold.addAll(own.ranks());
        }
        untold.tailSet(heard, true).clear();
        threshold = Math.min(heard, own.threshold());
    }
}
