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

    // Neither can be an order's id.
    private static final String CLICKING = "clicking";
    private static final String SEVERAL_ORDERS = "several orders";

    private final Cache<String, String> orderIds =
            Caffeine.newBuilder().maximumSize(MOST).build();
    private volatile boolean over;

    /** Whether the buyer has a click under way or an order. */
    public boolean contains(String buyerId) {
        return orderIds.getIfPresent(buyerId) != null;
    }

    /** Whether the buyer has an order. */
    public boolean haveOrder(String buyerId) {
        String orderId = orderIds.getIfPresent(buyerId);
        return orderId != null && !orderId.equals(CLICKING);
    }

    /** The buyer's click is on its way to inventory-service. */
    public void clicked(String buyerId) {
        if (!over) {
            orderIds.asMap().putIfAbsent(buyerId, CLICKING);
        }
    }

    /** The buyer's click was turned away; an order that the buyer has stays. */
    public void turnedAway(String buyerId) {
        orderIds.asMap().remove(buyerId, CLICKING);
    }

    /** The buyer has this order, or had it: the news may be old. */
    public void ordered(String buyerId, String orderId) {
        if (!over && !orderId.equals(orderIds.getIfPresent(buyerId))) {
            orderIds.asMap().merge(buyerId, orderId, Contenders::either);
        }
    }

    /** This order is closed; another order of the same buyer stays. */
    public void closed(String buyerId, String orderId) {
        orderIds.asMap().remove(buyerId, orderId);
    }

    /** Forgets everybody, now and from now on: the sale has closed and answers no click with an order any more. */
    public void end() {
        over = true;
        orderIds.invalidateAll();
    }

    private static String either(String known, String told) {
        return known.equals(CLICKING) || known.equals(told) ? told : SEVERAL_ORDERS;
    }
}
