package io.flashsale.order;

import java.time.Instant;

/**
 * A buyer's order and its state machine: PENDING_PAYMENT becomes PAID, CANCELLED or EXPIRED, once.
 *
 * <p>An order is a value: a transition returns the order as it will be, and storing it is a compare-and-set on the
 * status and version of the one it came from. A command that is not allowed throws; an event that repeats what is
 * known, or comes late, returns the same order.
 *
 * @param quantity units
 * @param version 1 when created or rejected, one more with each change of status
 * @param amountMinor price of all units, in minor units of {@code currency}
 * @param expiresAt end of the hold, by the database's clock; null when rejected
 * @param closedAt when it was cancelled, expired or rejected, otherwise null
 * @param payment the payment attempt that counts, or null
 */
public record Order(
        String orderId,
        String saleId,
        String buyerId,
        int quantity,
        OrderStatus status,
        long version,
        long amountMinor,
        String currency,
        Instant createdAt,
        Instant expiresAt,
        Instant closedAt,
        Payment payment) {

    /** The order of a reservation whose units are taken now. */
    public static Order created(Reservation reservation, Allotment terms, Instant now) {
        return first(reservation, terms, now, OrderStatus.PENDING_PAYMENT);
    }

    /** The order of a reservation that gets no units. */
    public static Order rejected(Reservation reservation, Allotment terms, Instant now) {
        return first(reservation, terms, now, OrderStatus.REJECTED);
    }

    private static Order first(Reservation reservation, Allotment terms, Instant now, OrderStatus status) {
        boolean live = status.isLive();
        return new Order(
                reservation.orderId(),
                reservation.saleId(),
                reservation.buyerId(),
                reservation.quantity(),
                status,
                1,
                Math.multiplyExact(terms.priceMinor(), reservation.quantity()),
                terms.currency(),
                now,
                live ? now.plusSeconds(terms.holdSeconds()) : null,
                live ? null : now,
                null);
    }

    /** Whether this order came from exactly this reservation: same id, sale and buyer. */
    public boolean isOf(Reservation reservation) {
        return orderId.equals(reservation.orderId())
                && saleId.equals(reservation.saleId())
                && buyerId.equals(reservation.buyerId());
    }

    /** This order as it was at version 1. */
    public Order asCreated() {
        return status == OrderStatus.REJECTED ? this : with(OrderStatus.PENDING_PAYMENT, 1, null, null);
    }

    /**
     * Gives the units back at the buyer's wish. Cancelling a cancelled order changes nothing.
     *
     * @throws IllegalTransitionException when it is paid, expired or rejected
     */
    public Order cancel(Instant now) {
        return switch (status) {
            case PENDING_PAYMENT -> with(OrderStatus.CANCELLED, version + 1, now, payment);
            case CANCELLED -> this;
            case PAID, EXPIRED, REJECTED -> throw new IllegalTransitionException(status, "cancelled");
        };
    }

    /**
     * Gives the units back because the hold is over. An order that is no longer pending stays as it is.
     *
     * @throws IllegalTransitionException when the hold still runs at {@code now}
     */
    public Order expire(Instant now) {
        if (status != OrderStatus.PENDING_PAYMENT) {
            return this;
        }
        if (expiresAt.isAfter(now)) {
            throw new IllegalTransitionException(status, "expired before " + expiresAt);
        }
        return with(OrderStatus.EXPIRED, version + 1, now, payment);
    }

    /**
     * Takes note of what became of a payment. A success pays a pending order, also after {@code expiresAt} as long as
     * nothing has expired it; a closed order stays closed and waits for the refund.
     */
    public Order onPayment(Payment news) {
        boolean ofAnotherAttempt = payment != null && !payment.paymentId().equals(news.paymentId());
        if (!news.isNewsAfter(payment) || (status == OrderStatus.PAID && ofAnotherAttempt)) {
            return this;
        }
        boolean pays = status == OrderStatus.PENDING_PAYMENT && news.status() == PaymentStatus.SUCCEEDED;
        return pays ? with(OrderStatus.PAID, version + 1, null, news) : with(status, version, closedAt, news);
    }

    private Order with(OrderStatus newStatus, long newVersion, Instant newClosedAt, Payment newPayment) {
        return new Order(
                orderId,
                saleId,
                buyerId,
                quantity,
                newStatus,
                newVersion,
                amountMinor,
                currency,
                createdAt,
                expiresAt,
                newClosedAt,
                newPayment);
    }
}
