package io.flashsale.inventory.admitting;

import io.flashsale.lottery.RankSketch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * inventory-service and the services behind it as the simulation has them: stock, the bound on unconfirmed units, a drain
 * of a given speed, and the leaseholder with the real rule, measurement and sketch.
 */
final class SimulatedSale {

    private final int total;
    private final int bound;
    private final double drainPerMilli;
    private final LineRule rule;
    private final Measurement measurement = new Measurement(0);
    private RankSketch union = new RankSketch();
    private double drainable;
    private long raisedAt;

    int available;
    int returned;
    int unconfirmed;
    int mostUnconfirmed;
    double line;
    final List<Double> lines = new ArrayList<>();

    SimulatedSale(String mode, int total, int bound, double drainPerSecond) {
        this.total = total;
        this.available = total;
        this.bound = bound;
        this.drainPerMilli = drainPerSecond / 1_000;
        this.rule = new LineRule(Mode.of(mode));
    }

    /** What became of a click that the edge let through. */
    enum Outcome {
        RESERVED,
        SOLD_OUT,
        BUSY
    }

    Outcome reserve() {
        if (available == 0) {
            return Outcome.SOLD_OUT;
        }
        if (unconfirmed >= bound) {
            return Outcome.BUSY;
        }
        available--;
        unconfirmed++;
        mostUnconfirmed = Math.max(mostUnconfirmed, unconfirmed);
        return Outcome.RESERVED;
    }

    /** Confirmed orders of so many units end without payment. */
    void giveBack(int units) {
        available += units;
        returned += units;
    }

    void drain(int millis) {
        drainable += drainPerMilli * millis;
        int confirmed = Math.min(unconfirmed, (int) drainable);
        unconfirmed -= confirmed;
        drainable = unconfirmed == 0 ? 0 : drainable - confirmed;
    }

    /** An edge's report; the threshold that it is answered. */
    double demand(List<Double> ranks) {
        ranks.forEach(union::add);
        return union.threshold();
    }

    void loseSketch() {
        union = new RankSketch();
    }

    /** What the leaseholder does ten times a second. */
    void recompute(long nowMillis) {
        int held = total - available;
        SlotStock stock = new SlotStock(total, available, returned, held, held, unconfirmed, bound);
        Situation now = measurement.take(
                nowMillis * 1_000_000, stock, union.estimate(), line, Duration.ofMillis(nowMillis - raisedAt));
        double next = rule.next(now);
        if (next < line || next > 1) {
            throw new AssertionError("From " + line + " to " + next + " in " + now);
        }
        if (next > line) {
            line = next;
            raisedAt = nowMillis;
            lines.add(next);
        }
    }

    double demand() {
        return measurement.demand();
    }

    int bound() {
        return bound;
    }
}
