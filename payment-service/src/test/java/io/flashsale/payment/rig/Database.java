package io.flashsale.payment.rig;

import io.flashsale.testing.RealServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What tests read and plant in the schema behind the service's back. */
public final class Database {

    private Database() {}

    /** The first column of the first row as text; empty without a row or for NULL. */
    public static Optional<String> value(String sql, Object... parameters) {
        try (Connection connection = connect();
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void run(String sql, Object... parameters) {
        try (Connection connection = connect();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The status of the order's only attempt, or the latest of them. */
    public static String attemptStatus(TestOrder order) {
        return value(
                        "SELECT status FROM payment_attempts WHERE order_id = ? ORDER BY attempt_number DESC LIMIT 1",
                        order.orderId())
                .orElse("NONE");
    }

    public static String orderStatus(TestOrder order) {
        return value("SELECT status FROM payable_orders WHERE order_id = ?", order.orderId())
                .orElse("NONE");
    }

    /** Plants the order as it is recorded, and a pending attempt as a crash leaves it behind. */
    public static String plantPendingAttempt(TestOrder order, Instant createdAt) {
        String attemptId = "p-" + order.orderId();
        plantOrder(order);
        run(
                "INSERT INTO payment_attempts (id, order_id, sale_id, buyer_id, attempt_number, idempotency_key,"
                        + " fingerprint, card_brand, card_last_four, amount_minor, currency, status, traceparent,"
                        + " created_at, changed_at, next_check_at, checks)"
                        + " VALUES (?, ?, ?, ?, 1, ?, x'00', 'visa', '4242', ?, 'EUR', 'PENDING', ?, ?, ?, ?, 0)",
                attemptId,
                order.orderId(),
                order.saleId(),
                order.buyerId(),
                "planted",
                TestOrder.AMOUNT_MINOR,
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                text(createdAt),
                text(createdAt),
                text(createdAt));
        return attemptId;
    }

    public static void plantOrder(TestOrder order) {
        run(
                "INSERT INTO payable_orders (order_id, sale_id, buyer_id, amount_minor, currency, status, version,"
                        + " expires_at) VALUES (?, ?, ?, ?, 'EUR', 'PENDING_PAYMENT', 1, ?)",
                order.orderId(),
                order.saleId(),
                order.buyerId(),
                TestOrder.AMOUNT_MINOR,
                text(order.expiresAt()));
    }

    private static String text(Instant time) {
        return time.toString().replace('T', ' ').replace("Z", "");
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    private static Connection connect() throws SQLException {
        Map<String, String> servers = RealServers.servers();
        return DriverManager.getConnection(
                "jdbc:mysql://" + servers.get("MYSQL")
                        + "/payments?connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true",
                servers.get("PAYMENTS_DB_USER"),
                servers.get("PAYMENTS_DB_PASSWORD"));
    }
}
