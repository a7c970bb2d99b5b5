package io.flashsale.edge.measuring;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToLongFunction;

/** What one thing costs a click, on one thread: nanoseconds, the median of several rounds, and bytes allocated. */
final class Cost {

    private static final int CLICKS = 100_000;
    private static final int WARM_UP_ROUNDS = 4;
    private static final int ROUNDS = 9;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final String what;
    private final IntToLongFunction click;
    private final double[] nanos = new double[ROUNDS];
    private double bytes;
    private long sink;

    /** @param click does it for the i-th click; what it gives is used, so that none of it is optimised away */
    Cost(String what, IntToLongFunction click) {
        this.what = what;
        this.click = click;
    }

    /** Measures all of them in turns and prints what they cost. */
    static void printAll(List<Cost> costs) {
        for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
            for (Cost cost : costs) {
                cost.measure(round);
            }
        }
        System.out.printf("%-20s %10s %13s%n", "", "ns a click", "bytes a click");
        costs.forEach(Cost::print);
    }

    private void measure(int round) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long begun = System.nanoTime();
        for (int i = 0; i < CLICKS; i++) {
            sink += click.applyAsLong(i);
        }
        long elapsed = System.nanoTime() - begun;
        if (round >= 0) {
            nanos[round] = (double) elapsed / CLICKS;
            bytes = (double) (THREADS.getCurrentThreadAllocatedBytes() - allocated) / CLICKS;
        }
    }

    private void print() {
        Arrays.sort(nanos);
        System.out.printf(Locale.ROOT, "%-20s %,10.0f %,13.0f   (%d)%n", what, nanos[ROUNDS / 2], bytes, sink & 1);
    }
}
