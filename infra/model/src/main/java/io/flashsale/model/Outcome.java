package io.flashsale.model;

/** What became of one click of a batch that was not refused as a whole. */
public enum Outcome {
    /** Stock was taken and an order id minted. */
    RESERVED,
    /** The buyer holds a live order already; its id and quantity are the answer. */
    ALREADY_RESERVED,
    /** No unit is left. */
    SOLD_OUT,
    /** Some units are left, but fewer than asked for. */
    TOO_FEW_LEFT,
    /** The bound on unconfirmed units would be passed. */
    BUSY,
    /** The click's deadline had passed. */
    EXPIRED,
    /** The quantity was below one or above the limit per buyer. */
    INVALID_QUANTITY
}
