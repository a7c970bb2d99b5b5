package io.flashsale.payment.ordering;

import io.flashsale.payment.OrderStatus;
import java.time.Instant;

/** Orders for tests of other features, which cannot make one themselves. */
public final class OrderSamples {

    private OrderSamples() {}

    public static PayableOrder payable() {
        return new PayableOrder(new OrderState(
                "k3v9x2ma-1-42",
                "k3v9x2ma",
                "u7f3a9",
                OrderStatus.PENDING_PAYMENT,
                1,
                4990,
                "EUR",
                Instant.parse("2026-01-15T10:05:00.123Z")));
    }
}
