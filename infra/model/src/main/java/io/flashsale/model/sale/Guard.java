package io.flashsale.model.sale;

/**
 * A rule of the design that a sale can be told to forget, so that a test may show that the rule is needed.
 */
public enum Guard {
    /** A rebuild goes on only when the outbox is empty. */
    OUTBOX_EMPTIED,
    /** A rebuild reads the live orders only when order-service has committed the log's end. */
    OFFSETS_AWAITED,
    /** An epoch is loaded at most once: a rebuild that starts anew takes a new epoch. */
    ONE_LOAD_PER_EPOCH,
    /** The relay deletes an outbox entry only after Kafka has it. */
    DELETE_AFTER_ACKNOWLEDGEMENT,
    /** MySQL refuses units above the allotment. */
    ALLOTMENT,
    /** MySQL refuses a second live order of a buyer. */
    ONE_LIVE_ORDER,
    /** MySQL recognises an order id that it has already. */
    KNOWN_ORDER_ID,
    /** News for a slot that is missing or RECOVERING is kept and delivered again. */
    NEWS_RETRIED,
    /** A ledger that stays unsettled or unbalanced with nothing under way makes the sale RECOVERING. */
    LEDGER_WATCHED,
    /** A Redis that may have gone back in time serves nothing before it is fenced anew. */
    FENCE_AFTER_FAILOVER,
    /** A payment that lands on a closed order is refunded. */
    REFUND_AFTER_CLOSING
}
