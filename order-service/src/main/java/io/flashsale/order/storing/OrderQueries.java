package io.flashsale.order.storing;

import io.flashsale.order.Order;
import io.flashsale.order.OrderStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Look-ups of orders; nothing is locked. */
@ApplicationScoped
public class OrderQueries {

    /** Where a page of a buyer's orders begins: after the order with this time and id. */
    public record After(Instant createdAt, String orderId) {}

    private final OrderRows rows;
    private final OrderTable table;

    OrderQueries(OrderRows rows, OrderTable table) {
        this.rows = rows;
        this.table = table;
    }

    /** The order as last committed. Every buyer who waits asks for it: one round trip, and no transaction around it. */
    public Optional<Order> find(String orderId) {
        return table.findAll(List.of(orderId)).stream().findFirst();
    }

    /**
     * A buyer's orders, newest first.
     *
     * @param saleId only of this sale, or null for all
     * @param after where to go on, or null for the newest
     */
    @Transactional
    public List<Order> findOfBuyer(String buyerId, String saleId, After after, int limit) {
        StringBuilder where = new StringBuilder("buyerId = :buyer");
        Map<String, Object> parameters = new HashMap<>(Map.of("buyer", buyerId));
        if (saleId != null) {
            where.append(" and saleId = :sale");
            parameters.put("sale", saleId);
        }
        if (after != null) {
            where.append(" and createdAt <= :time and (createdAt < :time or orderId < :id)");
            parameters.put("time", LocalDateTime.ofInstant(after.createdAt(), ZoneOffset.UTC));
            parameters.put("id", after.orderId());
        }
        where.append(" order by createdAt desc, orderId desc");
        return rows.find(where.toString(), parameters).range(0, limit - 1).stream()
                .map(OrderRow::toOrder)
                .toList();
    }

    /** The cancelled and expired orders of a sale by ascending id, beginning after the given one (null: the first). */
    @Transactional
    public List<Order> findClosed(String saleId, String afterOrderId, int limit) {
        // Ids begin with their sale, so a range of the primary key serves; '.' is the character after '-'.
        String from = afterOrderId == null ? saleId + "-" : afterOrderId;
        return rows
                .find(
                        "orderId > ?1 and orderId < ?2 and saleId = ?3 and status in ?4 order by orderId",
                        from,
                        saleId + ".",
                        saleId,
                        List.of(OrderStatus.CANCELLED, OrderStatus.EXPIRED))
                .range(0, limit - 1)
                .stream()
                .map(OrderRow::toOrder)
                .toList();
    }
}
