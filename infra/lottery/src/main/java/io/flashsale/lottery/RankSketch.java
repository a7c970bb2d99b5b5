package io.flashsale.lottery;

import java.util.List;
import java.util.TreeSet;

/**
 * A sketch of how many different buyers there were: the {@value #SIZE} smallest ranks seen ("k minimum values"). Not
 * safe for several threads.
 *
 * <p>Ranks are spread evenly over [0, 1), so the k-th smallest of n lies near k/n. A buyer has the same rank wherever and
 * however often the click came, so nobody counts twice, and the union of several sketches is the sketch of the union. The
 * standard error is 1/sqrt(k - 2), about 3 %. Source: Bar-Yossef et al., "Counting distinct elements in a data stream"
 * (2002); Beyer et al., "On synopses for distinct-value estimation" (2007).
 */
public final class RankSketch {

    /** The most ranks that are kept. */
    public static final int SIZE = 1_024;

    /** Below which every rank matters. */
    public static final double EVERYTHING = 1;

    private final TreeSet<Double> smallest = new TreeSet<>();

    /** Takes a rank in; false when it was there already or is too large to matter. */
    public boolean add(double rank) {
        if (rank >= threshold() || !smallest.add(rank)) {
            return false;
        }
        if (smallest.size() > SIZE) {
            smallest.pollLast();
        }
        return true;
    }

    /** Only smaller ranks change anything: the largest one kept, or 1 while there is room. */
    public double threshold() {
        return threshold(smallest.size(), smallest.isEmpty() ? 0 : smallest.last());
    }

    /** The ranks kept, ascending. */
    public List<Double> ranks() {
        return List.copyOf(smallest);
    }

    /** How many different buyers there were. */
    public double estimate() {
        return estimate(smallest.size(), smallest.isEmpty() ? 0 : smallest.last());
    }

    /** The threshold of a sketch of which only this is known: how many ranks it keeps and the largest of them. */
    public static double threshold(int count, double largest) {
        return count < SIZE ? EVERYTHING : largest;
    }

    /** The estimate of a sketch of which only this is known: exact while it is not full. */
    public static double estimate(int count, double largest) {
        return count < SIZE ? count : (SIZE - 1) / largest;
    }
}
