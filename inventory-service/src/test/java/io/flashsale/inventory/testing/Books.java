package io.flashsale.inventory.testing;

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

    Books(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The stock ledger of an order as {@code kind:units}, oldest first. */
    public List<String> stockLedger(String orderId) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT CONCAT(kind, ':', units) FROM stock_ledger WHERE order_id = ? ORDER BY id")) {
            select.setString(1, orderId);
            List<String> rows = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    rows.add(found.getString(1));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
