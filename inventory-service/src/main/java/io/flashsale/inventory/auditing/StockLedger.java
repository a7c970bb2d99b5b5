package io.flashsale.inventory.auditing;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The append-only record of what happened to stock, for audit.
 *
 * <p>It follows Redis and never leads it: a repeated event is found by its key and not written again, and nothing here
 * decides whether stock moves.
 */
@Singleton
public class StockLedger {

    /**
     * One thing that happened to an order's units.
     *
     * @param orderId the order
     * @param kind the event's type
     * @param saleId the sale
     * @param units how many
     */
    public record Entry(String orderId, String kind, String saleId, int units) {
        String eventKey() {
            return orderId + ":" + kind;
        }
    }

    private final DataSource database;
    private final Clock clock;

    StockLedger(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Appends what is not there yet. */
    @Transactional
    public void record(Collection<Entry> entries) {
        Map<String, Entry> missing = new LinkedHashMap<>();
        entries.forEach(entry -> missing.putIfAbsent(entry.eventKey(), entry));
        if (missing.isEmpty()) {
            return;
        }
        try (Connection connection = database.getConnection()) {
            missing.keySet().removeAll(known(connection, missing.keySet()));
            if (!missing.isEmpty()) {
                insert(connection, missing);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The stock ledger cannot be written", e);
        }
    }

    private static Set<String> known(Connection connection, Set<String> keys) throws SQLException {
        String sql = "SELECT event_key FROM stock_ledger WHERE event_key IN ("
                + String.join(",", Collections.nCopies(keys.size(), "?")) + ")";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int at = 1;
            for (String key : keys) {
                select.setString(at++, key);
            }
            Set<String> known = new HashSet<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    known.add(rows.getString(1));
                }
            }
            return known;
        }
    }

    private void insert(Connection connection, Map<String, Entry> entries) throws SQLException {
        String sql = "INSERT INTO stock_ledger (event_key, sale_id, order_id, kind, units, recorded_at) VALUES "
                + String.join(",", Collections.nCopies(entries.size(), "(?,?,?,?,?,?)"));
        Timestamp now = Timestamp.from(clock.instant());
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            int at = 1;
            for (Map.Entry<String, Entry> entry : entries.entrySet()) {
                insert.setString(at++, entry.getKey());
                insert.setString(at++, entry.getValue().saleId());
                insert.setString(at++, entry.getValue().orderId());
                insert.setString(at++, entry.getValue().kind());
                insert.setInt(at++, entry.getValue().units());
                insert.setTimestamp(at++, now);
            }
            insert.executeUpdate();
        }
    }
}
