package io.flashsale.inventory.settling;

/** What an order's event does to the hold that was taken for it. */
enum Settlement {
    /** The order is in MySQL. */
    CONFIRM("C"),
    /** The order is paid; its units cannot come back. */
    PAY("P"),
    /** The order has closed; its units go back on sale. */
    RELEASE("R"),
    /** MySQL refused what Redis had granted: the two disagree, and only a rebuild mends that. Nothing is returned. */
    REBUILD(null),
    /** A type of tomorrow. */
    NONE(null);

    private final String action;

    Settlement(String action) {
        this.action = action;
    }

    /** Whether {@code settle-holds.lua} has something to do. */
    boolean touchesHold() {
        return action != null;
    }

    /** The action's letter in {@code settle-holds.lua}. */
    String action() {
        return action;
    }
}
