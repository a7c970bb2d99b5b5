package io.flashsale.model;

/** Why a command was refused as a whole, before its first write. */
public enum Refusal {
    /** The slot does not exist. */
    UNKNOWN_SALE,
    /** The command speaks for another epoch than the slot's. */
    WRONG_EPOCH,
    /** The slot is fenced and waits for its load. */
    RECOVERING,
    /** A load for a slot that is open already. */
    ALREADY_OPEN,
    /** The sale's window has not begun. */
    NOT_OPEN,
    /** The sale's window is over. */
    CLOSED
}
