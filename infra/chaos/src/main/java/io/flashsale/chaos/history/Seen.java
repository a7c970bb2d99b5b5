package io.flashsale.chaos.history;

/**
 * What an answer showed of an order.
 *
 * @param orderId the order's id
 * @param quantity units
 * @param status its state; after a Buy the state of its hold, which may lag behind the order
 * @param expiresAtNanos the end of its hold on the history's clock, or null when it was not shown
 * @param paymentId the payment that counts, or null
 * @param payment that payment's state, or null
 */
public record Seen(
        String orderId,
        int quantity,
        OrderStatus status,
        Long expiresAtNanos,
        String paymentId,
        PaymentStatus payment) {}
