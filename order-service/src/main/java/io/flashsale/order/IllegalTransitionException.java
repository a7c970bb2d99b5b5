package io.flashsale.order;

/** A command that an order's status does not allow; nothing has changed. */
public final class IllegalTransitionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final OrderStatus status;

    IllegalTransitionException(OrderStatus status, String command) {
        super("A " + status + " order cannot be " + command, null, false, false);
        this.status = status;
    }

    /** The status that stood in the way. */
    public OrderStatus status() {
        return status;
    }
}
