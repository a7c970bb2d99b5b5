package io.flashsale.inventory.rebuilding;

/** Where a rebuild stands. */
public enum RebuildStep {
    BEGIN,
    FENCE,
    EMPTY_OUTBOX,
    AWAIT_ORDERS,
    LOAD
}
