package io.flashsale.edge.admission;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.Sale;
import io.flashsale.problem.Problem;

/** Turns away what comes before the opening or after the closing, by this edge's clock. */
final class SaleWindowFilter implements ClickFilter {

    @Override
    public Drop test(BuyClick click) {
        Sale sale = click.memory().sale();
        if (click.atMillis() < sale.opensAt().toEpochMilli()) {
            return Drop.of(DropReason.NOT_OPEN, Problem.saleNotOpen(sale.opensAt(), "The sale has not opened yet."));
        }
        if (click.atMillis() >= sale.closesAt().toEpochMilli()) {
            return Drop.of(DropReason.CLOSED, Problem.saleNotOpen(sale.opensAt(), "The sale has closed."));
        }
        return null;
    }
}
