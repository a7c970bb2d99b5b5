package io.flashsale.e2e;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What order-service's MySQL says of one sale, asked past all services. */
final class OrderCounts {

    private final String url;
    private final String user;
    private final String password;
    private final String saleId;

    private OrderCounts(String url, String user, String password, String saleId) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.saleId = saleId;
    }

    /** Empty when the system's MySQL is not known. */
    static Optional<OrderCounts> of(SystemUnderTest system, String saleId) {
        List<String> known = List.of("MYSQL_HOST", "MYSQL_PORT", "ORDERS_DB_USER", "ORDERS_DB_PASSWORD").stream()
                .map(system::find)
                .flatMap(Optional::stream)
                .toList();
        if (known.size() < 4) {
            return Optional.empty();
        }
        String url = "jdbc:mysql://" + known.get(0) + ":" + known.get(1)
                + "/orders?sslMode=DISABLED&allowPublicKeyRetrieval=true";
        return Optional.of(new OrderCounts(url, known.get(2), known.get(3), saleId));
    }

    long all() {
        return count("SELECT COUNT(*) FROM orders WHERE sale_id = ?", saleId);
    }

    long distinctBuyers() {
        return count("SELECT COUNT(DISTINCT buyer_id) FROM orders WHERE sale_id = ?", saleId);
    }

    long distinctOrders(String status) {
        return count("SELECT COUNT(DISTINCT order_id) FROM orders WHERE sale_id = ? AND status = ?", saleId, status);
    }

    private long count(String sql, String... values) {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new AssertionError("Cannot count orders", e);
        }
    }
}
