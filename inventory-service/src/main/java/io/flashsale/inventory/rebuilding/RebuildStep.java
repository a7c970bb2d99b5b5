package io.flashsale.inventory.rebuilding;

/** Where a rebuild stands: what is being done or waited for. */
public enum RebuildStep {
    BEGIN,
    FENCE,
    EMPTY_OUTBOX,
    AWAIT_ORDERS,
    LOAD
}
