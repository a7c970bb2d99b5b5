package io.flashsale.edge.admission;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.Sale;
import io.flashsale.edge.identity.Sessions;
import io.flashsale.problem.Problem;
import java.time.Duration;

/**
 * Answers "sold out" for a sale that has nothing left, that is being rebuilt, or of which nothing has been heard for too
 * long: when the state of stock is unknown the answer is never a guess.
 *
 * <p>A buyer who has a click under way or an order passes, because a repeated click answers with that order.
 */
final class StockFilter implements ClickFilter {

    private static final Drop SOLD_OUT = Drop.of(DropReason.SOLD_OUT, Problem.soldOut(false));
    private static final Drop SOLD_OUT_FOR_GOOD = Drop.of(DropReason.SOLD_OUT, Problem.soldOut(true));
    private static final Drop RECOVERING = Drop.of(DropReason.RECOVERING, Problem.soldOut(false));
    private static final Drop FEED_LOST = Drop.of(DropReason.FEED_LOST, Problem.soldOut(false));

    private final Sessions sessions;
    private final long longestSilenceMillis;

    StockFilter(Sessions sessions, Duration longestSilence) {
        this.sessions = sessions;
        this.longestSilenceMillis = longestSilence.toMillis();
    }

    @Override
    public Drop test(BuyClick click) {
        Drop drop = stateDrop(click);
        return drop == null || click.isOfContender(sessions) ? null : drop;
    }

    private Drop stateDrop(BuyClick click) {
        Sale sale = click.memory().sale();
        if (sale.state().equals("RECOVERING")) {
            return RECOVERING;
        }
        if (sale.state().equals("SOLD_OUT")) {
            return sale.finalSoldOut() ? SOLD_OUT_FOR_GOOD : SOLD_OUT;
        }
        return click.atMillis() - click.memory().heardAtMillis() > longestSilenceMillis ? FEED_LOST : null;
    }
}
