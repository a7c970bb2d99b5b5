package io.flashsale.edge.admission;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.concurrency.UpstreamLimiter;
import io.flashsale.problem.Problem;

/**
 * Turns away at once what inventory-service could not answer soon, before the body is read.
 *
 * <p>It only looks. The permit is taken when the click is handed to the merger, so that none is held by a buyer whose body
 * does not come. A buyer who has a click under way or an order passes, because a repeated click answers with that order;
 * how many such clicks there can be is bounded by the limits of a buyer.
 */
final class ConcurrencyFilter implements ClickFilter {

    private static final Drop OVERLOADED = Drop.of(DropReason.OVERLOADED, Problem.soldOut(false));

    private final UpstreamLimiter limiter;

    ConcurrencyFilter(UpstreamLimiter limiter) {
        this.limiter = limiter;
    }

    @Override
    public Drop test(BuyClick click) {
        return click.memory().isContender(click.buyerId()) || limiter.hasRoom(click.isPrivileged()) ? null : OVERLOADED;
    }
}
