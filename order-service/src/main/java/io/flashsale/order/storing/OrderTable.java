package io.flashsale.order.storing;

import static io.flashsale.order.storing.Database.instant;
import static io.flashsale.order.storing.Database.placeholders;

import io.flashsale.order.Order;
import io.flashsale.order.OrderStatus;
import io.flashsale.order.Payment;
import io.flashsale.order.PaymentStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The orders as they are changed: locked, inserted in bulk, and moved on by compare-and-set. */
@ApplicationScoped
public class OrderTable {

    private static final String COLUMNS = "order_id, sale_id, buyer_id, quantity, status, version, amount_minor,"
            + " currency, created_at, expires_at, closed_at, payment_id, payment_status, payment_at";

    private final Database database;

    OrderTable(Database database) {
        this.database = database;
    }

    /** Those of the orders that exist, in no particular order. */
    public List<Order> findAll(Collection<String> orderIds) {
        if (orderIds.isEmpty()) {
            return List.of();
        }
        return database.query(
                "SELECT " + COLUMNS + " FROM orders WHERE order_id IN (" + placeholders(orderIds.size()) + ")",
                OrderTable::read,
                List.copyOf(orderIds));
    }

    /** The order, locked until the transaction ends. */
    public Optional<Order> lock(String orderId) {
        return database
                .query(
                        "SELECT " + COLUMNS + " FROM orders WHERE order_id = ? FOR UPDATE",
                        OrderTable::read,
                        List.of(orderId))
                .stream()
                .findFirst();
    }

    /** The id and sale of orders whose hold is over, longest overdue first; nothing is locked. */
    public List<DueOrder> findDue(int limit) {
        return database.query(
                "SELECT order_id, sale_id FROM orders WHERE status = 'PENDING_PAYMENT'"
                        + " AND expires_at <= UTC_TIMESTAMP(3) ORDER BY expires_at LIMIT ?",
                row -> new DueOrder(row.getString(1), row.getString(2)),
                List.of(limit));
    }

    /**
     * An order whose hold is over.
     *
     * @param saleId the sale whose allotment gets its units back
     */
    public record DueOrder(String orderId, String saleId) {}

    /** Those of the orders that are due and that nobody else is changing, locked until the transaction ends. */
    public List<Order> lockDue(Collection<String> orderIds) {
        return database.query(
                "SELECT " + COLUMNS + " FROM orders WHERE order_id IN (" + placeholders(orderIds.size())
                        + ") AND status = 'PENDING_PAYMENT' AND expires_at <= UTC_TIMESTAMP(3)"
                        + " FOR UPDATE SKIP LOCKED",
                OrderTable::read,
                List.copyOf(orderIds));
    }

    /** Those of the buyers who hold a live order in the sale. */
    public Set<String> findLiveBuyers(String saleId, Collection<String> buyerIds) {
        List<Object> parameters = new ArrayList<>();
        parameters.add(saleId);
        parameters.addAll(buyerIds);
        return new HashSet<>(database.query(
                "SELECT live_buyer FROM orders WHERE sale_id = ? AND live_buyer IN (" + placeholders(buyerIds.size())
                        + ")",
                row -> row.getString(1),
                parameters));
    }

    /** Inserts new orders as one multi-row statement; an id that exists already is an error. */
    public void insert(List<Order> orders) {
        if (orders.isEmpty()) {
            return;
        }
        List<List<?>> rows = new ArrayList<>(orders.size());
        for (Order order : orders) {
            rows.add(Arrays.asList(
                    order.orderId(),
                    order.saleId(),
                    order.buyerId(),
                    order.quantity(),
                    order.status(),
                    order.version(),
                    order.amountMinor(),
                    order.currency(),
                    order.createdAt(),
                    order.expiresAt(),
                    order.closedAt()));
        }
        database.batch(
                "INSERT INTO orders (order_id, sale_id, buyer_id, quantity, status, version, amount_minor, currency,"
                        + " created_at, expires_at, closed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows);
    }

    /**
     * Stores orders as they are now, each compared with the status and version it had.
     *
     * @throws ConcurrentChangeException when one of them was changed by someone else; the transaction must roll back
     */
    public void compareAndSet(List<Transition> transitions) {
        List<List<?>> rows = new ArrayList<>(transitions.size());
        for (Transition transition : transitions) {
            Order to = transition.to();
            Payment payment = to.payment();
            rows.add(Arrays.asList(
                    to.status(),
                    to.version(),
                    to.closedAt(),
                    payment == null ? null : payment.paymentId(),
                    payment == null ? null : payment.status(),
                    payment == null ? null : payment.at(),
                    to.orderId(),
                    transition.from().status(),
                    transition.from().version()));
        }
        int[] counts = database.batch(
                "UPDATE orders SET status = ?, version = ?, closed_at = ?, payment_id = ?, payment_status = ?,"
                        + " payment_at = ? WHERE order_id = ? AND status = ? AND version = ?",
                rows);
        if (Arrays.stream(counts).anyMatch(count -> count != 1)) {
            throw new ConcurrentChangeException();
        }
    }

    /** An order before and after. */
    public record Transition(Order from, Order to) {}

    private static Order read(ResultSet row) throws SQLException {
        String paymentId = row.getString(12);
        Payment payment = paymentId == null
                ? null
                : new Payment(paymentId, PaymentStatus.valueOf(row.getString(13)), instant(row, 14));
        return new Order(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                OrderStatus.valueOf(row.getString(5)),
                row.getLong(6),
                row.getLong(7),
                row.getString(8),
                instant(row, 9),
                instant(row, 10),
                instant(row, 11),
                payment);
    }
}
