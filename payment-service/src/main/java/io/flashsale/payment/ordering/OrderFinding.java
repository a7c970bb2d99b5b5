package io.flashsale.payment.ordering;

/** What is known of an order that a buyer wants to pay. */
public sealed interface OrderFinding {

    /** The order is in the record and is the buyer's. */
    record Found(PayableOrder order) implements OrderFinding {}

    /** There is no such order, or it is somebody else's. */
    record Unknown() implements OrderFinding {}

    /** The order is accepted and on its way into order-service's database. */
    record Queued() implements OrderFinding {}

    /** Nobody who knows can be asked now. */
    record Unavailable() implements OrderFinding {}
}
