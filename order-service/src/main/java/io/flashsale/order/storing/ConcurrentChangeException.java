package io.flashsale.order.storing;

/** A compare-and-set that found another status or version than it expected; trying again reads the new one. */
public final class ConcurrentChangeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConcurrentChangeException() {
        super("An order was changed by someone else in between");
    }
}
