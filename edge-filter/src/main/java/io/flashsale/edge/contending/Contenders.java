package io.flashsale.edge.contending;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * The buyers of one sale who have a click under way or an order, as far as this edge knows: at most {@value #MOST}.
 *
 * <p>To be taken for a contender wrongly costs one call to inventory-service; not to be taken for one is a wrong answer.
 * So every doubt is settled in favour of staying. News of orders come in any order and more than once, from this edge's
 * own clicks and from two topics: a buyer of whom two orders were heard while neither was known to be closed stays until
 * the sale has closed, because the late news of the older order must not hide the newer one.
 */
public final class Contenders {

    /** A contender beyond these is forgotten; a repeated click of theirs on a sold-out sale is told so. */
    static final int MOST = 200_000;

    /** No order's id. */
    private static final String SEVERAL_ORDERS = "several orders";

    private final Cache<String, Standing> standings =
            Caffeine.newBuilder().maximumSize(MOST).build();
    private volatile boolean over;

    /**
     * What makes a buyer a contender: an order, or else clicks under way.
     *
     * @param orderId null as long as there are only clicks
     * @param clicks as long as there is no order; they are several when a buyer does not wait for the answer
     */
    private record Standing(String orderId, int clicks) {
        private static final Standing ONE_CLICK = new Standing(null, 1);

        static Standing withOrder(String orderId) {
            return new Standing(orderId, 0);
        }

        Standing oneClickMore() {
            return orderId == null ? new Standing(null, clicks + 1) : this;
        }

        Standing oneClickLess() {
            return orderId != null ? this : clicks > 1 ? new Standing(null, clicks - 1) : null;
        }

        Standing alsoWithOrder(Standing told) {
            return orderId == null || equals(told) ? told : withOrder(SEVERAL_ORDERS);
        }
    }

    /** Whether the buyer has a click under way or an order. */
    public boolean contains(String buyerId) {
        return standings.getIfPresent(buyerId) != null;
    }

    /** The buyer's click is on its way to inventory-service. */
    public void clicked(String buyerId) {
        if (!over) {
            standings.asMap().merge(buyerId, Standing.ONE_CLICK, (known, click) -> known.oneClickMore());
        }
    }

    /** One of the buyer's clicks was turned away; others that are under way stay, and so does an order. */
    public void turnedAway(String buyerId) {
        standings.asMap().computeIfPresent(buyerId, (id, known) -> known.oneClickLess());
    }

    /** The buyer has this order, or had it: the news may be old. */
    public void ordered(String buyerId, String orderId) {
        Standing told = Standing.withOrder(orderId);
        if (!over && !told.equals(standings.getIfPresent(buyerId))) {
            standings.asMap().merge(buyerId, told, Standing::alsoWithOrder);
        }
    }

    /** This order is closed; another order of the same buyer stays. */
    public void closed(String buyerId, String orderId) {
        standings.asMap().remove(buyerId, Standing.withOrder(orderId));
    }

    /** Forgets everybody, now and from now on: the sale has closed and answers no click with an order any more. */
    public void end() {
        over = true;
        standings.invalidateAll();
    }
}
