package io.flashsale.inventory.redis;

/** A call to Redis that surely was not sent: nothing has changed there. */
public abstract sealed class NotSent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private NotSent(String message) {
        super(message, null, false, false);
    }

    /** There is no verified connection; one is being made. */
    public static final class NotConnected extends NotSent {
        private static final long serialVersionUID = 1L;

        NotConnected() {
            super("Redis is not connected");
        }
    }

    /** Redis is another run than the one the call was meant for. */
    public static final class OtherRun extends NotSent {
        private static final long serialVersionUID = 1L;

        OtherRun() {
            super("Redis has been started anew since this slot was trusted");
        }
    }
}
