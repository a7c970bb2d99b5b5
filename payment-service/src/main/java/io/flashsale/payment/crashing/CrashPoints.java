package io.flashsale.payment.crashing;

import io.flashsale.crash.CrashPoint;

/** The windows between two effects of payment-service in which a test can end it, and what survives in each. */
public enum CrashPoints {
    /**
     * An attempt is committed and its charge has not been sent; the card is lost with the process. The provider, asked
     * about it, knows nothing: the attempt is closed there and fails, and the buyer may pay again.
     */
    ATTEMPT_AFTER_PERSIST("attempt-after-persist"),

    /** The provider has taken the money and we do not know. It is asked about the attempt after the start and says so. */
    PROVIDER_AFTER_CHARGE("provider-after-charge"),

    /** The outcome of a charge is committed with its event in the outbox, which is carried after the start. */
    CHARGE_AFTER_RECORD("charge-after-record"),

    /**
     * The provider has given money back and we do not know. It is asked to again, which it does only once, and the
     * refund is recorded then.
     */
    REFUND_AFTER_PROVIDER("refund-after-provider"),

    /** Kafka has acknowledged events whose rows are still in the outbox. They are sent a second time. */
    PAYMENT_OUTBOX_AFTER_ACK("payment-outbox-after-ack"),

    /** Orders are recorded and their offsets are not committed. They are read again, as no news. */
    ORDER_EVENT_AFTER_COMMIT("order-event-after-commit");

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
