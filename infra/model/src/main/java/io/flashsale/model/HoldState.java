package io.flashsale.model;

/** How far the order behind a hold is known to have come. It never goes back. */
public enum HoldState {
    /** The order is not known to be in MySQL yet. */
    UNCONFIRMED,
    /** The order is in MySQL. */
    CONFIRMED,
    /** The order is paid. */
    PAID
}
