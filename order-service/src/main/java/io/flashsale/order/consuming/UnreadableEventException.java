package io.flashsale.order.consuming;

/** Bytes that are no event: not JSON, or a field is missing or breaks the contract. The message names the field. */
public final class UnreadableEventException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableEventException(String message) {
        super(message, null, false, false);
    }
}
