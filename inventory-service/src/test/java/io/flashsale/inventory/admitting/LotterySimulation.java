package io.flashsale.inventory.admitting;

import io.flashsale.lottery.Ranks;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** A sale from its opening on, in virtual time: buyers, edges, inventory-service and what is behind it. */
final class LotterySimulation {

    static final int TICK = 10;

    private static final String KEY = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final int EDGES = 3;
    private static final int RECOMPUTE = 100;
    /** From a change at inventory-service until an edge knows it. */
    private static final int LINE_TRAVELS = 50;

    private static final int STOCK_TRAVELS = 100;
    /** 50 clicks for one of a patient buyer's. */
    private static final int IMPATIENT = 40;

    private final Course course;
    private final Random random;
    private final SimulatedSale sale;
    private final SimulatedEdge[] edges = new SimulatedEdge[EDGES];
    private final Deque<double[]> onTheWay = new ArrayDeque<>();
    private final double[] ranks;
    private final int[] leavesAt;
    private final boolean[] impatient;
    private final boolean[] passed;
    private final boolean[] bought;
    private final List<int[]> clicks = new ArrayList<>();
    private final int[] clicksAt;
    private int sold;
    private int busy;
    private int letThrough;
    private int soldOutAt = -1;

    /**
     * What is simulated.
     *
     * @param returnedEvery so many milliseconds after the last return there is another one; 0: one in all
     * @param pauseMillis after half to one and a half of it a patient buyer clicks again
     * @param reportedFrom before this moment no edge's report of demand arrives
     */
    record Course(
            String mode,
            int stock,
            int buyers,
            int arriveWithinMillis,
            int staysMillis,
            double impatientShare,
            int bound,
            double drainPerSecond,
            int lastsMillis,
            int sketchLostAt,
            int returnedAt,
            int returnedUnits,
            int returnedEvery,
            int pauseMillis,
            int reportedFrom,
            long seed) {}

    /** How it went. */
    record Result(
            int sold,
            int soldOutAtMillis,
            int admitted,
            int busy,
            int letThrough,
            int mostUnconfirmed,
            double line,
            int entries,
            double demand,
            double patientShare,
            double impatientShare,
            int boughtAboveTheLine) {}

    private LotterySimulation(Course course) {
        this.course = course;
        this.random = new Random(course.seed());
        this.sale = new SimulatedSale(course.mode(), course.stock(), course.bound(), course.drainPerSecond());
        Arrays.setAll(edges, i -> new SimulatedEdge());
        this.ranks = new double[course.buyers()];
        this.leavesAt = new int[course.buyers()];
        this.impatient = new boolean[course.buyers()];
        this.passed = new boolean[course.buyers()];
        this.bought = new boolean[course.buyers()];
        int ticks = course.lastsMillis() / TICK + 1;
        this.clicksAt = new int[ticks];
        for (int i = 0; i < ticks; i++) {
            clicks.add(new int[0]);
        }
    }

    static Result run(Course course) {
        LotterySimulation simulation = new LotterySimulation(course);
        simulation.arrive();
        for (int now = 0; now < course.lastsMillis() && !simulation.isDecided(now); now += TICK) {
            simulation.tick(now);
        }
        return simulation.result();
    }

    /** Nothing is left, nothing will come back, and every edge knows. */
    private boolean isDecided(int now) {
        return course.returnedEvery() == 0
                && sale.available == 0
                && now > Math.max(soldOutAt, course.returnedAt()) + 1_000;
    }

    private void arrive() {
        Ranks drawn = Ranks.of("sale1", KEY);
        for (int buyer = 0; buyer < ranks.length; buyer++) {
            ranks[buyer] = Ranks.rank(drawn.draw("u" + course.seed() + "-" + buyer));
            impatient[buyer] = random.nextDouble() < course.impatientShare();
            int at = random.nextInt(course.arriveWithinMillis());
            leavesAt[buyer] = at + course.staysMillis();
            clickAt(buyer, at);
        }
    }

    private void clickAt(int buyer, int millis) {
        int tick = millis / TICK;
        if (millis > leavesAt[buyer] || tick >= clicksAt.length) {
            return;
        }
        int[] bucket = clicks.get(tick);
        if (clicksAt[tick] == bucket.length) {
            bucket = Arrays.copyOf(bucket, Math.max(16, bucket.length * 2));
            clicks.set(tick, bucket);
        }
        bucket[clicksAt[tick]++] = buyer;
    }

    private void tick(int now) {
        if (now == course.sketchLostAt()) {
            sale.loseSketch();
        }
        if (isReturning(now)) {
            sale.giveBack(course.returnedUnits());
        }
        if (now % RECOMPUTE == 0) {
            if (now >= course.reportedFrom()) {
                for (SimulatedEdge edge : edges) {
                    edge.report(sale, now);
                }
            }
            sale.recompute(now);
        }
        hear(now);
        int[] bucket = clicks.set(now / TICK, null);
        for (int i = 0; i < clicksAt[now / TICK]; i++) {
            click(bucket[i], now);
        }
        sale.drain(TICK);
        if (sale.available == 0 && soldOutAt < 0) {
            soldOutAt = now;
        }
    }

    private boolean isReturning(int now) {
        int since = now - course.returnedAt();
        return course.returnedAt() >= 0
                && (since == 0 || since > 0 && course.returnedEvery() > 0 && since % course.returnedEvery() == 0);
    }

    private void hear(int now) {
        onTheWay.addLast(new double[] {now, sale.line, sale.available});
        for (double[] news : onTheWay) {
            boolean isLineHeard = news[0] + LINE_TRAVELS <= now;
            boolean isStockHeard = news[0] + STOCK_TRAVELS <= now || now == 0;
            for (SimulatedEdge edge : edges) {
                edge.line = isLineHeard ? news[1] : edge.line;
                edge.available = isStockHeard ? (int) news[2] : edge.available;
            }
        }
        while (onTheWay.getFirst()[0] + STOCK_TRAVELS <= now) {
            onTheWay.removeFirst();
        }
    }

    private void click(int buyer, int now) {
        SimulatedEdge edge = edges[random.nextInt(EDGES)];
        if (edge.available > 0) {
            edge.note(ranks[buyer]);
            if (ranks[buyer] <= edge.line) {
                passed[buyer] = true;
                letThrough++;
                switch (sale.reserve()) {
                    case RESERVED -> {
                        bought[buyer] = true;
                        sold++;
                        return;
                    }
                    case BUSY -> busy++;
                    case SOLD_OUT -> {
                        // As those whom the edge turns away.
                    }
                }
            }
        }
        int patient = course.pauseMillis() / 2 + random.nextInt(course.pauseMillis());
        clickAt(buyer, now + (impatient[buyer] ? IMPATIENT : patient));
    }

    private Result result() {
        int[] buyers = new int[2];
        int[] winners = new int[2];
        int admitted = 0;
        int above = 0;
        for (int i = 0; i < ranks.length; i++) {
            int kind = impatient[i] ? 1 : 0;
            buyers[kind]++;
            winners[kind] += bought[i] ? 1 : 0;
            admitted += passed[i] ? 1 : 0;
            above += bought[i] && ranks[i] > sale.line ? 1 : 0;
        }
        return new Result(
                sold,
                soldOutAt,
                admitted,
                busy,
                letThrough,
                sale.mostUnconfirmed,
                sale.line,
                sale.lines.size(),
                sale.demand(),
                share(winners[0], buyers[0]),
                share(winners[1], buyers[1]),
                above);
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
