package io.flashsale.inventory.switching;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The switches in MySQL. Every change is a compare-and-set on the version, and its line in the history is written in the
 * same transaction.
 */
@Singleton
public class SwitchRepository {

    private static final String COLUMNS = "name, value, version, automatic, who, why, changed_at";

    private final DataSource database;
    private final Clock clock;

    SwitchRepository(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The switch as it is; untouched when nobody has ever set it. */
    @Transactional
    SwitchState find(String name) {
        return query("SELECT " + COLUMNS + ", needed_at FROM switches WHERE name = ?", name).stream()
                .findFirst()
                .orElseGet(() -> SwitchState.untouched(name));
    }

    /** The switches that were ever set, last changed first. */
    @Transactional
    List<SwitchState> lastChanged(int limit) {
        return query("SELECT " + COLUMNS + ", needed_at FROM switches ORDER BY changed_at DESC, name LIMIT ?", limit);
    }

    /** The versions of a switch, newest first. */
    @Transactional
    List<SwitchState> history(String name, int limit) {
        return query(
                "SELECT " + COLUMNS + ", changed_at AS needed_at FROM switch_history WHERE name = ?"
                        + " ORDER BY version DESC LIMIT ?",
                name,
                limit);
    }

    /** Sets a switch that is at this version; empty when somebody else was first. */
    @Transactional
    Optional<SwitchState> change(Change change, long version) {
        Timestamp now = Timestamp.from(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        String name = change.what().name();
        int changed = version == 0
                ? insertFirst(change, now)
                : execute(
                        "UPDATE switches SET value = ?, version = version + 1, automatic = ?, who = ?, why = ?,"
                                + " changed_at = ?, needed_at = ? WHERE name = ? AND version = ?",
                        change.value(),
                        change.automatic(),
                        change.who(),
                        change.why(),
                        now,
                        now,
                        name,
                        version);
        if (changed == 0) {
            return Optional.empty();
        }
        execute(
                "INSERT INTO switch_history (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?)",
                name,
                change.value(),
                version + 1,
                change.automatic(),
                change.who(),
                change.why(),
                now);
        Instant at = now.toInstant();
        return Optional.of(new SwitchState(
                name, change.value(), version + 1, change.automatic(), change.who(), change.why(), at, at));
    }

    /** Says that the reason why a rule has set this version of a switch is still there. */
    @Transactional
    void stillNeeded(SwitchState state) {
        execute(
                "UPDATE switches SET needed_at = ? WHERE name = ? AND version = ?",
                Timestamp.from(clock.instant()),
                state.name(),
                state.version());
    }

    private int insertFirst(Change change, Timestamp now) {
        try {
            return execute(
                    "INSERT INTO switches (" + COLUMNS + ", needed_at) VALUES (?, ?, 1, ?, ?, ?, ?, ?)",
                    change.what().name(),
                    change.value(),
                    change.automatic(),
                    change.who(),
                    change.why(),
                    now,
                    now);
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof SQLIntegrityConstraintViolationException) {
                return 0;
            }
            throw e;
        }
    }

    private int execute(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The switches cannot be written", e);
        }
    }

    private List<SwitchState> query(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            List<SwitchState> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new SwitchState(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getLong(3),
                            rows.getBoolean(4),
                            rows.getString(5),
                            rows.getString(6),
                            rows.getTimestamp(7).toInstant(),
                            rows.getTimestamp(8).toInstant()));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("The switches cannot be read", e);
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
