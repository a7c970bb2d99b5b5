package io.flashsale.inventory.admitting;

import io.flashsale.inventory.Sale;
import io.flashsale.inventory.redis.Script;
import io.flashsale.inventory.redis.Slots;
import io.flashsale.lottery.RankSketch;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The sketches of demand in Redis: the union of what all edges tell of a sale. */
@Singleton
final class DemandSketch {

    /** A sale that has closed admits nobody, so its demand is of no use. */
    private static final Duration KEPT_AFTER_CLOSING = Duration.ofMinutes(1);

    /** Ranks are whole numbers of this: exact in Redis, and with one text each. */
    private static final double UNIT = 0x1p-53;

    private final Slots slots;

    DemandSketch(Slots slots) {
        this.slots = slots;
    }

    /**
     * A sketch as it is now.
     *
     * @param count ranks kept
     * @param largest of them, 0 when there is none
     */
    record Reading(int count, double largest) {

        double threshold() {
            return RankSketch.threshold(count, largest);
        }

        double estimate() {
            return RankSketch.estimate(count, largest);
        }
    }

    /** Takes ranks in; fails when Redis does not answer. */
    Uni<Reading> merge(Sale sale, List<Double> ranks) {
        List<String> arguments = new ArrayList<>(2 + ranks.size());
        arguments.add(Integer.toString(RankSketch.SIZE));
        arguments.add(Long.toString(sale.closesAt().plus(KEPT_AFTER_CLOSING).toEpochMilli()));
        for (double rank : ranks) {
            arguments.add(Long.toString((long) (rank / UNIT)));
        }
        return slots.run(Script.MERGE_DEMAND, sale.id(), arguments)
                .map(reply -> new Reading(
                        reply.get(0).toInteger(), Long.parseLong(reply.get(1).toString()) * UNIT));
    }

    /** The sketch as it is now; fails when Redis does not answer. */
    Uni<Reading> read(Sale sale) {
        return merge(sale, List.of());
    }
}
