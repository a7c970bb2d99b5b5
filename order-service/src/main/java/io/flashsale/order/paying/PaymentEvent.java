package io.flashsale.order.paying;

import io.flashsale.order.OrderId;
import io.flashsale.order.Payment;
import io.flashsale.order.PaymentStatus;
import io.flashsale.order.Traceparent;
import io.flashsale.order.consuming.EventFields;
import io.flashsale.order.consuming.UnreadableEventException;
import java.util.Map;
import java.util.regex.Pattern;

/** What order-service keeps of PaymentSucceeded, PaymentFailed and PaymentRefunded. */
record PaymentEvent(String orderId, Payment payment, String traceparent) {

    private static final Pattern PAYMENT_ID = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private static final Map<PaymentStatus, String> TYPES = Map.of(
            PaymentStatus.SUCCEEDED, "PaymentSucceeded",
            PaymentStatus.FAILED, "PaymentFailed",
            PaymentStatus.REFUNDED, "PaymentRefunded");

    static PaymentEvent read(EventFields event) throws UnreadableEventException {
        PaymentStatus status = event.constant("status", PaymentStatus.class);
        event.demand("type", TYPES.getOrDefault(status, "of a settled payment"));
        Payment payment = new Payment(event.text("paymentId", PAYMENT_ID), status, event.time("time"));
        return new PaymentEvent(
                event.text("orderId", OrderId.ORDER_ID), payment, Traceparent.orNew(event.optionalText("traceparent")));
    }
}
