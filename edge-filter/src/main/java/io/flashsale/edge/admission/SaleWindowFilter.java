package io.flashsale.edge.admission;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.Sale;

/** Turns away what comes before the opening or after the closing, by this edge's clock. */
final class SaleWindowFilter implements ClickFilter {

    @Override
    public Drop test(BuyClick click) {
        Sale sale = click.memory().sale();
        if (click.atMillis() < sale.opensAt().toEpochMilli()) {
            return new Drop(DropReason.NOT_OPEN, click.memory().refusals().notOpenYet());
        }
        if (click.atMillis() >= sale.closesAt().toEpochMilli()) {
            return new Drop(DropReason.CLOSED, click.memory().refusals().closed());
        }
        return null;
    }
}
