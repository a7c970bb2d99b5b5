package io.flashsale.order.crashing;

import io.flashsale.crash.CrashPoint;

/** The windows between two effects of order-service in which a test can end it, and what survives in each. */
public enum CrashPoints {
    /**
     * Reservations have become rows and nobody has been told. Nothing is lost: their offsets are not committed, so they
     * are read again, found among the rows, and told of then.
     */
    ORDERS_AFTER_COMMIT("orders-after-commit"),

    /** The orders are told of and the offsets are not committed. They are told of a second time. */
    ORDERS_AFTER_EVENTS("orders-after-events"),

    /**
     * A cancellation is committed with its event in the outbox and the buyer has no answer. The outbox is carried after
     * the start, and asking again answers with the cancelled order.
     */
    CANCELLATION_AFTER_COMMIT("cancellation-after-commit"),

    /** Orders have expired with their events in the outbox, which is carried after the start. */
    EXPIRY_AFTER_COMMIT("expiry-after-commit"),

    /**
     * A payment is noted, OrderPaid is in the outbox, and the payment's offset is not committed. The payment is read
     * again and changes nothing.
     */
    PAYMENT_EVENT_AFTER_COMMIT("payment-event-after-commit"),

    /** Kafka has acknowledged events whose rows are still in the outbox. They are sent a second time. */
    OUTBOX_AFTER_ACK("outbox-after-ack"),

    /** An allotment is stored and the offset of its sale's state is not committed. The state is read again, as no news. */
    ALLOTMENT_AFTER_COMMIT("allotment-after-commit");

    private final String label;
    private final CrashPoint point;

    CrashPoints(String label) {
        this.label = label;
        this.point = CrashPoint.named(label);
    }

    /** The name of the file that arms it. */
    public String label() {
        return label;
    }

    /** Goes on, or does not come back. */
    public void reach() {
        point.reach();
    }
}
