package io.flashsale.edge.drawing;

import io.flashsale.edge.Sale;
import io.flashsale.edge.selling.SaleBoard;
import io.flashsale.lottery.Ranks;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * Decides by rank and line who may buy. Reads local memory only; safe for all event loops at once.
 *
 * <p>A sale of mode {@code open} needs no rank: everybody is admitted, and nothing is measured. In every other mode the
 * rank of each click is noted for the demand, and one buyer in 16 has the decision sampled.
 */
@Singleton
public final class Lottery {

    private final Lines lines;
    private final Decisions decisions;
    private final long repeatDemandAfterNanos;
    /** Bounded by the sales that are remembered; see {@link #forgetOthersThan}. */
    private final Map<String, Draw> draws = new ConcurrentHashMap<>();

    Lottery(Lines lines, Decisions decisions, LotteryConfig config) {
        this.lines = lines;
        this.decisions = decisions;
        this.repeatDemandAfterNanos = config.repeatDemandAfter().toNanos();
    }

    /** Whether the line admits this buyer, whose session and pass were good, to this sale, which is open. */
    public boolean admits(Sale sale, String buyerId, long atMillis, String source) {
        if (Draw.isOpenToAll(sale)) {
            return true;
        }
        Draw draw = drawOf(sale);
        if (draw.ranks() == null) {
            return draw.leastLine() >= 1;
        }
        long drawn = draw.ranks().draw(buyerId);
        double rank = Ranks.rank(drawn);
        draw.demand().note(rank);
        Line.Current heard = lines.current(sale.saleId());
        double line = Math.max(draw.leastLine(), heard.line());
        boolean admitted = rank <= line;
        if (Ranks.isSampled(drawn)) {
            decisions.add(
                    new Decision(sale.saleId(), buyerId, atMillis, rank, line, heard.sequence(), admitted, source));
        }
        return admitted;
    }

    private Draw drawOf(Sale sale) {
        Draw draw = draws.get(sale.saleId());
        // A sale that was heard of before it had a key has one now.
        return draw != null && (draw.ranks() != null || sale.rankKey() == null) ? draw : newDraw(sale);
    }

    private Draw newDraw(Sale sale) {
        return draws.compute(
                sale.saleId(),
                (id, old) -> old != null && old.ranks() != null
                        ? old
                        : Draw.of(sale, new Demand(repeatDemandAfterNanos, System.nanoTime())));
    }

    /** Hands over the demand of every sale that somebody has clicked on. */
    void eachDemand(BiConsumer<String, Demand> reader) {
        draws.forEach((saleId, draw) -> reader.accept(saleId, draw.demand()));
    }

    /** Forgets the sales that the board has forgotten. */
    void forgetOthersThan(SaleBoard board) {
        draws.keySet().removeIf(saleId -> board.find(saleId) == null);
    }

    /** The line of a sale at this moment, whatever set it. */
    double lineOf(Sale sale) {
        return Math.max(Draw.leastLine(sale), lines.current(sale.saleId()).line());
    }
}
