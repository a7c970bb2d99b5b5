package io.flashsale.chaos.history;

/** What a buyer asked for. */
public enum CallKind {
    SIGN_IN,
    PASS,
    BUY,
    /** A Buy after the faults, by a buyer who does not know what became of an earlier one. */
    RESOLVING_BUY,
    PAY,
    CANCEL,
    /** One order, by its id. */
    READ,
    /** One page of the buyer's orders. */
    LIST,
    /** One order of such a page; it has the times of the page's call. */
    LISTED;

    public boolean isBuy() {
        return this == BUY || this == RESOLVING_BUY;
    }

    /** Whether its answer shows what the database has of an order, and not what its hold says. */
    public boolean isRead() {
        return this == READ || this == LISTED;
    }
}
