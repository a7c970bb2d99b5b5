package io.flashsale.edge.admission;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.drawing.Lottery;
import io.flashsale.edge.selling.SaleMemory;
import io.flashsale.problem.Problem;

/**
 * Probabilistic admission: turns away, for now, whose rank is above the sale's line.
 *
 * <p>A buyer who has a click under way or an order passes, because a repeated click answers with that order, also at an
 * edge that has not heard of the line yet.
 */
final class AdmissionFilter implements ClickFilter {

    private static final Drop NOT_DRAWN = Drop.of(DropReason.NOT_DRAWN, Problem.soldOut(false));

    private final Lottery lottery;

    AdmissionFilter(Lottery lottery) {
        this.lottery = lottery;
    }

    @Override
    public Drop test(BuyClick click) {
        SaleMemory memory = click.memory();
        boolean passes = lottery.admits(
                        memory.sale(),
                        click.buyerId(),
                        click.atMillis(),
                        click.source().label())
                || memory.isContender(click.buyerId());
        return passes ? null : NOT_DRAWN;
    }
}
