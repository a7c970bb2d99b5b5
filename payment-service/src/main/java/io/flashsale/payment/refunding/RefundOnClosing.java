package io.flashsale.payment.refunding;

import io.flashsale.payment.ordering.ClosingListener;
import io.flashsale.payment.recording.AttemptLedger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;

/** Starts the refund of a success in the very transaction in which its order's closing is recorded. */
@ApplicationScoped
class RefundOnClosing implements ClosingListener {

    private final AttemptLedger ledger;

    RefundOnClosing(AttemptLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void ordersClosed(Collection<String> orderIds) {
        ledger.refundSuccessesOf(orderIds);
    }
}
