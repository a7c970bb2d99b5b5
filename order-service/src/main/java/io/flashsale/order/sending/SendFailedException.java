package io.flashsale.order.sending;

/** Records that Kafka has not acknowledged in time; sending them again is safe. */
public final class SendFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SendFailedException(Throwable cause) {
        super("Kafka has not acknowledged: " + cause.getMessage(), cause);
    }
}
