package io.flashsale.edge.drawing;

import io.flashsale.edge.Sale;
import io.flashsale.edge.selling.SaleBoard;
import io.flashsale.edge.switching.SwitchBoard;
import io.flashsale.lottery.Ranks;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * Decides by rank and line who may buy. Reads local memory only; safe for all event loops at once.
 *
 * <p>A sale of mode {@code open} needs no rank: everybody is admitted, and nothing is measured, unless a switch sets a line
 * for it. In every other mode the rank of each click is noted for the demand. Of decisions by rank one buyer's in 16 are
 * sampled.
 */
@Singleton
public final class Lottery {

    private final Lines lines;
    private final Decisions decisions;
    private final SwitchBoard switches;
    private final long repeatDemandAfterNanos;
    /** Bounded by the sales that are remembered; see {@link #forgetOthersThan}. */
    private final Map<String, Draw> draws = new ConcurrentHashMap<>();

    Lottery(Lines lines, Decisions decisions, SwitchBoard switches, LotteryConfig config) {
        this.lines = lines;
        this.decisions = decisions;
        this.switches = switches;
        this.repeatDemandAfterNanos = config.repeatDemandAfter().toNanos();
    }

    /** Whether the line admits this buyer, whose session and pass were good, to this sale, which is open. */
    public boolean admits(Sale sale, String buyerId, long atMillis, String source) {
        boolean isOpen = Draw.isOpenToAll(sale);
        if (isOpen && switches.lineInForce(sale.saleId(), 1) >= 1) {
            return true;
        }
        Draw draw = drawOf(sale);
        Line.Current heard = lines.current(sale.saleId());
        double own = Math.max(draw.leastLine(), heard.line());
        double line = switches.lineInForce(sale.saleId(), own);
        if (draw.ranks() == null) {
            return line >= 1;
        }
        long drawn = draw.ranks().draw(buyerId);
        double rank = Ranks.rank(drawn);
        if (!isOpen) {
            draw.demand().note(rank);
        }
        boolean admitted = rank <= line;
        if (Ranks.isSampled(drawn)) {
            decisions.add(new Decision(
                    sale.saleId(), buyerId, atMillis, rank, line, heard.sequence(), line != own, admitted, source));
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
}
