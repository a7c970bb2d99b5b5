package io.flashsale.chaos.history;

/** When an order and its payment are over: nothing that is promised of them is still to come. */
public final class OrderEnd {

    private OrderEnd() {}

    /**
     * Whether an order as it was read is over.
     *
     * @param isPaidFor whether a payment of it was accepted, so that there has to be one
     */
    public static boolean isOver(Seen order, boolean isPaidFor) {
        PaymentStatus payment = order.payment();
        return switch (order.status()) {
            case QUEUED, PENDING_PAYMENT -> false;
            case PAID -> payment == PaymentStatus.SUCCEEDED;
            case CANCELLED, EXPIRED, REJECTED ->
                payment == null ? !isPaidFor : payment == PaymentStatus.FAILED || payment == PaymentStatus.REFUNDED;
        };
    }

    /** Whether the order may still be open at that time: it awaits its payment within its hold. */
    public static boolean isLegallyOpen(Seen order, long nanos) {
        return order.status() == OrderStatus.PENDING_PAYMENT
                && order.payment() != PaymentStatus.SUCCEEDED
                && order.expiresAtNanos() != null
                && nanos < order.expiresAtNanos();
    }
}
