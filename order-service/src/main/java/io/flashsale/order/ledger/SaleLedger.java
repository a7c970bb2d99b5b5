package io.flashsale.order.ledger;

import io.flashsale.order.storing.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the database says of a whole sale. Each answer is one statement, and so one snapshot.
 *
 * <p>Orders are found by a range of the primary key, because their ids begin with their sale ('.' follows '-').
 */
@ApplicationScoped
class SaleLedger {

    private static final String ORDERS_OF_SALE =
            "o.order_id > CONCAT(?, '-') AND o.order_id < CONCAT(?, '.') AND o.sale_id = ?";

    private final Database database;

    SaleLedger(Database database) {
        this.database = database;
    }

    /** The sums of a sale; all numbers are units, each summed from the orders themselves. */
    record Sums(
            String saleId,
            int total,
            int taken,
            long pendingPayment,
            long paid,
            long closedUnits,
            long rejectedUnits) {}

    /** A live order. */
    record LiveOrder(String orderId, String buyerId, int quantity, String status) {}

    /** The live orders of a sale together with the sums they belong to; all sums are units. */
    record LiveOrders(
            String saleId, int total, int taken, long closedUnits, long rejectedUnits, List<LiveOrder> orders) {}

    /** The sums, or empty when the sale's allotment is unknown. */
    Optional<Sums> sums(String saleId) {
        return database
                .query(
                        "SELECT a.total, a.taken,"
                                + sumOf("'PENDING_PAYMENT'") + ", " + sumOf("'PAID'") + ", "
                                + sumOf("'CANCELLED', 'EXPIRED'") + ", " + sumOf("'REJECTED'")
                                + " FROM allotments a LEFT JOIN orders o ON " + ORDERS_OF_SALE
                                + " WHERE a.sale_id = ? GROUP BY a.sale_id, a.total, a.taken",
                        row -> new Sums(
                                saleId,
                                row.getInt(1),
                                row.getInt(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6)),
                        List.of(saleId, saleId, saleId, saleId))
                .stream()
                .findFirst();
    }

    /** The live orders, or empty when the sale's allotment is unknown. */
    Optional<LiveOrders> liveOrders(String saleId) {
        List<LiveOrder> orders = new ArrayList<>();
        List<LiveOrders> answers = database.query(
                "SELECT a.total, a.taken, s.closed, s.rejected, l.order_id, l.buyer_id, l.quantity, l.status"
                        + " FROM allotments a CROSS JOIN (SELECT " + sumOf("'CANCELLED', 'EXPIRED'") + " AS closed, "
                        + sumOf("'REJECTED'") + " AS rejected FROM orders o WHERE " + ORDERS_OF_SALE + ") s"
                        + " LEFT JOIN orders l ON l.sale_id = a.sale_id AND l.live_buyer IS NOT NULL"
                        + " WHERE a.sale_id = ?",
                row -> {
                    String orderId = row.getString(5);
                    if (orderId != null) {
                        orders.add(new LiveOrder(orderId, row.getString(6), row.getInt(7), row.getString(8)));
                    }
                    return new LiveOrders(saleId, row.getInt(1), row.getInt(2), row.getLong(3), row.getLong(4), orders);
                },
                List.of(saleId, saleId, saleId, saleId));
        return answers.stream().findFirst();
    }

    private static String sumOf(String statuses) {
        return " COALESCE(SUM(CASE WHEN o.status IN (" + statuses + ") THEN o.quantity ELSE 0 END), 0)";
    }
}
