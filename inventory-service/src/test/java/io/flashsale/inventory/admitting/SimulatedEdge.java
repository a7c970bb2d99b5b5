package io.flashsale.inventory.admitting;

import io.flashsale.lottery.RankSketch;
import java.util.ArrayList;
import java.util.List;

/** An edge as the simulation has it: the line and the stock as it has heard of them, and its sketch of demand. */
final class SimulatedEdge {

    private static final int REPEAT_MILLIS = 5_000;

    private final RankSketch own = new RankSketch();
    private final List<Double> untold = new ArrayList<>();
    private double threshold = RankSketch.EVERYTHING;

    double line;
    int available;

    void note(double rank) {
        if (rank < threshold && own.add(rank)) {
            untold.add(rank);
        }
    }

    void report(SimulatedSale sale, long nowMillis) {
        boolean repeat = nowMillis % REPEAT_MILLIS == 0;
        double heard = sale.demand(repeat ? own.ranks() : List.copyOf(untold));
        untold.clear();
        if (heard > threshold) {
            // The sketch was lost.
            untold.addAll(own.ranks());
        }
        threshold = heard;
    }
}
