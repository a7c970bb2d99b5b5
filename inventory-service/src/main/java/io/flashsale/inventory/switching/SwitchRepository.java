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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * The switches in MySQL. Every change is a compare-and-set on the version, and its line in the history is written in the
 * same transaction.
 */
@Singleton
public class SwitchRepository {

    private static final String COLUMNS = "name, value, version, automatic, who, why, changed_at";
    /** By the database's clock, which all instances share: an instance's own may be wrong by more than a rule's durations. */
    private static final String NOW = "UTC_TIMESTAMP(3)";

    private static final String AGE_OF_NEED = "TIMESTAMPDIFF(MICROSECOND, needed_at, " + NOW + ")";
    /** Switches of all sales, then those that are set, then those that were changed last. */
    private static final String FIRST_IN_IMPORTANCE =
            " ORDER BY (name LIKE 'sold-out:%' OR name LIKE 'admission:%'), value IS NULL, changed_at DESC, name LIMIT ?";
    /** A rule may flip a switch every few seconds for as long as a stampede lasts. */
    private static final int KEPT_VERSIONS_BY_RULES = 1_000;

    private final DataSource database;
    private final Clock clock;

    SwitchRepository(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The switch as it is; untouched when nobody has ever set it. */
    @Transactional
    SwitchState find(String name) {
        return query("SELECT " + COLUMNS + ", " + AGE_OF_NEED + " FROM switches WHERE name = ?", name).stream()
                .findFirst()
                .orElseGet(() -> SwitchState.untouched(name));
    }

    /** The switches that were ever set: those of all sales, then those that are set now, then those changed last. */
    @Transactional
    List<SwitchState> mostImportant(int limit) {
        return query("SELECT " + COLUMNS + ", " + AGE_OF_NEED + " FROM switches" + FIRST_IN_IMPORTANCE, limit);
    }

    /** The switches that rules have set and that are set now. */
    @Transactional
    List<SwitchState> setByRules() {
        return query("SELECT " + COLUMNS + ", " + AGE_OF_NEED + " FROM switches WHERE automatic AND value IS NOT NULL");
    }

    /** The newest versions of a switch, the newest first. */
    @Transactional
    List<SwitchState> history(String name, int limit) {
        return query(
                "SELECT " + COLUMNS + ", 0 FROM switch_history WHERE name = ? ORDER BY version DESC LIMIT ?",
                name,
                limit);
    }

    /** The newest versions of each of the {@link #mostImportant} switches, by name, the newest first. */
    @Transactional
    Map<String, List<SwitchState>> histories(int switches, int versions) {
        return query(
                        "SELECT h.name, h.value, h.version, h.automatic, h.who, h.why, h.changed_at, 0"
                                + " FROM (SELECT name, version FROM switches" + FIRST_IN_IMPORTANCE + ") s"
                                + " JOIN switch_history h ON h.name = s.name AND h.version > s.version - ?"
                                + " ORDER BY h.name, h.version DESC",
                        switches,
                        versions)
                .stream()
                .collect(Collectors.groupingBy(SwitchState::name));
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
                                + " changed_at = ?, needed_at = " + NOW + " WHERE name = ? AND version = ?",
                        change.value(),
                        change.automatic(),
                        change.who(),
                        change.why(),
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
        execute(
                "DELETE FROM switch_history WHERE name = ? AND automatic AND version <= ?",
                name,
                version + 1 - KEPT_VERSIONS_BY_RULES);
        Instant at = now.toInstant();
        return Optional.of(new SwitchState(
                name, change.value(), version + 1, change.automatic(), change.who(), change.why(), at, at));
    }

    /** Says that the reason why a rule has set this version of a switch is still there. */
    @Transactional
    void stillNeeded(SwitchState state) {
        execute(
                "UPDATE switches SET needed_at = " + NOW + " WHERE name = ? AND version = ?",
                state.name(),
                state.version());
    }

    private int insertFirst(Change change, Timestamp now) {
        try {
            return execute(
                    "INSERT INTO switches (" + COLUMNS + ", needed_at) VALUES (?, ?, 1, ?, ?, ?, ?, " + NOW + ")",
                    change.what().name(),
                    change.value(),
                    change.automatic(),
                    change.who(),
                    change.why(),
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
                            clock.instant().minus(rows.getLong(8), ChronoUnit.MICROS)));
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
