package io.flashsale.order.testing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What the tables say, read past the service. */
@ApplicationScoped
public class Books {

    private final DataSource dataSource;

    public Books(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public boolean hasAllotment(String saleId) {
        return !texts("SELECT sale_id FROM allotments WHERE sale_id = ?", saleId)
                .isEmpty();
    }

    /** The order's status, or null. */
    public String status(String orderId) {
        return first("SELECT status FROM orders WHERE order_id = ?", orderId);
    }

    /** Payment id and status as {@code id:status}, or null. */
    public String payment(String orderId) {
        return first("SELECT CONCAT(payment_id, ':', payment_status) FROM orders WHERE order_id = ?", orderId);
    }

    public int taken(String saleId) {
        return Integer.parseInt(first("SELECT taken FROM allotments WHERE sale_id = ?", saleId));
    }

    /** Units in live orders, summed from the orders. */
    public int liveUnits(String saleId) {
        return Integer.parseInt(first(
                "SELECT COALESCE(SUM(quantity), 0) FROM orders WHERE sale_id = ?"
                        + " AND status IN ('PENDING_PAYMENT', 'PAID')",
                saleId));
    }

    public int count(String saleId, String status) {
        return Integer.parseInt(first("SELECT COUNT(*) FROM orders WHERE sale_id = ? AND status = ?", saleId, status));
    }

    public String first(String sql, Object... parameters) {
        List<String> all = texts(sql, parameters);
        return all.isEmpty() ? null : all.get(0);
    }

    /** The first column of all rows as text. */
    public List<String> texts(String sql, Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            List<String> texts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void change(String sql, Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void bind(PreparedStatement statement, Object[] parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }
}
