package io.flashsale.payment.paying;

/** What becomes of a wish to pay. */
sealed interface Acceptance {

    /** The payment is committed under this id: just now, or by the request that this one repeats. */
    record Accepted(String paymentId) implements Acceptance {}

    /** Nothing was changed. */
    record Refused(Refusal why) implements Acceptance {}

    /** Why a payment is not accepted. */
    enum Refusal {
        /** There is no such order, or it is somebody else's. */
        UNKNOWN_ORDER,
        ORDER_QUEUED,
        ORDER_PAID,
        ORDER_CLOSED,
        /** The key stands for another body or another order. */
        KEY_REUSED,
        /** Another attempt on the order is pending or has succeeded. */
        ATTEMPT_OPEN,
        TOO_MANY_ATTEMPTS,
        /** The order is in no record and order-service cannot be asked. */
        ORDER_UNCERTAIN,
        /** As many charges are on their way as may be. */
        BUSY
    }
}
