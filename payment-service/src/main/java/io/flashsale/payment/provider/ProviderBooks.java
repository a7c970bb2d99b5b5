package io.flashsale.payment.provider;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Clock;
import java.time.Instant;
import javax.sql.DataSource;

/**
 * What the simulated provider remembers: one row per attempt id, written once and refunded at most once.
 *
 * <p>Every statement is a transaction of its own (autocommit). The first row under an attempt id wins, which makes a
 * charge idempotent and lets exactly one of a charge and its abandonment come first.
 */
@ApplicationScoped
class ProviderBooks {

    private static final int QUERY_TIMEOUT_SECONDS = 5;

    private final DataSource dataSource;
    private final Clock clock;

    ProviderBooks(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** Writes a decision that becomes visible at {@code decidedAt}, unless the attempt id is taken. */
    Standing book(Charge charge, Standing decision, Instant decidedAt) {
        return insert(charge.attemptId(), decision, charge.amountMinor(), charge.currency(), decidedAt);
    }

    /** Takes the attempt id so that no charge can, unless one has. */
    Standing abandon(String attemptId) {
        return insert(attemptId, Standing.ABANDONED, 0, "XXX", clock.instant());
    }

    Standing standingOf(String attemptId) {
        String sql = "SELECT decision, decided_at_ms FROM simulated_provider_charges WHERE attempt_id = ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepare(connection, sql)) {
            statement.setString(1, attemptId);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Standing.UNKNOWN;
                }
                boolean decided = row.getLong("decided_at_ms") <= clock.millis();
                return decided ? Standing.valueOf(row.getString("decision")) : Standing.PENDING;
            }
        } catch (SQLException e) {
            throw new BooksUnavailableException(e);
        }
    }

    /** Notes the refund of a succeeded charge; a repetition changes nothing. */
    void refund(String attemptId) {
        if (standingOf(attemptId) != Standing.SUCCEEDED) {
            throw new IllegalStateException("The provider has taken no money for " + attemptId);
        }
        String sql = "UPDATE simulated_provider_charges SET refunded_at_ms = ?"
                + " WHERE attempt_id = ? AND decision = 'SUCCEEDED' AND refunded_at_ms IS NULL";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepare(connection, sql)) {
            statement.setLong(1, clock.millis());
            statement.setString(2, attemptId);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new BooksUnavailableException(e);
        }
    }

    private Standing insert(String attemptId, Standing decision, long amountMinor, String currency, Instant decidedAt) {
        String sql = "INSERT INTO simulated_provider_charges"
                + " (attempt_id, decision, amount_minor, currency, decided_at_ms) VALUES (?, ?, ?, ?, ?)";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepare(connection, sql)) {
            statement.setString(1, attemptId);
            statement.setString(2, decision.name());
            statement.setLong(3, amountMinor);
            statement.setString(4, currency);
            statement.setLong(5, decidedAt.toEpochMilli());
            statement.executeUpdate();
        } catch (SQLIntegrityConstraintViolationException taken) {
            return standingOf(attemptId);
        } catch (SQLException e) {
            throw new BooksUnavailableException(e);
        }
        return standingOf(attemptId);
    }

    private static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(QUERY_TIMEOUT_SECONDS);
        return statement;
    }

    /** The provider cannot be asked now; the charge's standing is unknown. */
    static final class BooksUnavailableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BooksUnavailableException(SQLException cause) {
            super(cause);
        }
    }
}
