package io.flashsale.order.storing;

import java.sql.SQLException;

/** A statement that did not succeed: either the data is at fault, or the database does not answer for now. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int DUPLICATE_KEY = 1062;
    private static final int MYSQL_CHECK_VIOLATED = 3819;

    private final transient SQLException cause;

    DatabaseException(SQLException cause) {
        super(cause.getMessage(), cause);
        this.cause = cause;
    }

    /**
     * Whether the same statement would fail for ever: SQL states of class 22 (data exception) and 23 (integrity), and
     * the code under which MySQL reports a violated CHECK.
     */
    public boolean isDataError() {
        String state = cause.getSQLState();
        return cause.getErrorCode() == MYSQL_CHECK_VIOLATED
                || (state != null && (state.startsWith("22") || state.startsWith("23")));
    }

    /** Whether the row exists already. */
    public boolean isDuplicateKey() {
        return cause.getErrorCode() == DUPLICATE_KEY;
    }
}
