package io.flashsale.inventory.ledger;

import io.flashsale.inventory.ordering.OrderServiceClient.OrderFigures;

/**
 * Where the units of a sale are, each figure counted at its source and all in units.
 *
 * @param total units for sale, as the operator defined them
 * @param available units that Redis would still give
 * @param queued units held in Redis whose order MySQL has not confirmed yet
 * @param returning units of closed orders that are still held in Redis
 * @param pendingPayment units of orders waiting for their payment, in MySQL
 * @param paid units of paid orders, in MySQL
 * @param rejected units that MySQL refused, in MySQL
 * @param returned units that came back, in Redis
 * @param settled nothing is under way and nothing moved while it was counted
 * @param balanced every equation that can be demanded at this moment holds
 */
record Ledger(
        String saleId,
        long total,
        long available,
        long queued,
        long returning,
        long pendingPayment,
        long paid,
        long rejected,
        long returned,
        boolean settled,
        boolean balanced) {

    static Ledger of(
            String saleId, long total, StockCount before, OrderFigures orders, StockCount after, long returning) {
        boolean known = before.isKnown() && after.isKnown();
        boolean settled = known
                && before.equals(after)
                && after.unconfirmed() == 0
                && after.outboxEntries() == 0
                && returning == 0
                && orders.closedUnits() == after.returned();
        boolean balanced = isOrdersBalanced(total, orders)
                && (!known || isStockBalanced(total, after))
                && (!settled
                        || total
                                == after.available()
                                        + after.unconfirmed()
                                        + returning
                                        + orders.pendingPayment()
                                        + orders.paid());
        return new Ledger(
                saleId,
                total,
                after.available(),
                after.unconfirmed(),
                returning,
                orders.pendingPayment(),
                orders.paid(),
                orders.rejectedUnits(),
                after.returned(),
                settled,
                balanced);
    }

    /** No oversell in MySQL: always, whatever fails. */
    private static boolean isOrdersBalanced(long total, OrderFigures orders) {
        return orders.total() == total
                && orders.taken() == orders.pendingPayment() + orders.paid()
                && orders.taken() <= total;
    }

    /** Conservation in Redis: always, but while the slot is being rebuilt. */
    private static boolean isStockBalanced(long total, StockCount stock) {
        return stock.total() == total && stock.total() == stock.available() + stock.held();
    }
}
