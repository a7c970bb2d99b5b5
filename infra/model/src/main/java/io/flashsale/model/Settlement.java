package io.flashsale.model;

/**
 * News of one order, applied to its hold.
 *
 * @param orderId the order
 * @param kind what happened to it
 */
public record Settlement(String orderId, Kind kind) {

    /** The news a hold can hear. */
    public enum Kind {
        /** The order is in MySQL. */
        CONFIRM,
        /** The order is paid. */
        PAY,
        /** The order is closed and its units go back. */
        RELEASE
    }

    /** What one settlement did. */
    public enum Effect {
        /** The hold changed. */
        APPLIED,
        /** The hold is gone or had come as far already. */
        NOTHING
    }
}
