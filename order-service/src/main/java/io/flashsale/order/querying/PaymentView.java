package io.flashsale.order.querying;

import io.flashsale.order.Payment;
import io.flashsale.order.PaymentStatus;

/**
 * A payment attempt as buyers see it.
 *
 * @param status PENDING, SUCCEEDED, FAILED or REFUNDED
 */
public record PaymentView(String paymentId, PaymentStatus status) {

    static PaymentView of(Payment payment) {
        return payment == null ? null : new PaymentView(payment.paymentId(), payment.status());
    }
}
