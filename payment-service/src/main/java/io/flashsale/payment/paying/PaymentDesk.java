package io.flashsale.payment.paying;

import io.flashsale.payment.crashing.CrashPoints;
import io.flashsale.payment.ordering.OrderFinding;
import io.flashsale.payment.ordering.OrderLookup;
import io.flashsale.payment.paying.Acceptance.Refusal;
import io.flashsale.payment.paying.Acceptance.Refused;
import io.flashsale.payment.provider.Charge;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Accepts payments: finds the order, has the attempt committed, and only then has the card charged.
 *
 * <p>A repeated request is answered first and from the own database alone, so it gets its answer whatever has become of
 * the order, of order-service or of the load.
 */
@ApplicationScoped
class PaymentDesk {

    private final AttemptAdmission admission;
    private final OrderLookup orders;
    private final ChargeRunner charges;
    private final Semaphore turns;
    private final long turnMillis;

    PaymentDesk(AttemptAdmission admission, OrderLookup orders, ChargeRunner charges, PayingConfig config) {
        this.admission = admission;
        this.orders = orders;
        this.charges = charges;
        this.turns = new Semaphore(config.requestsAtOnce());
        this.turnMillis = config.requestTurn().toMillis();
    }

    /** Accepts or refuses; blocks for a turn, on the database, and for at most two short questions on order-service. */
    Acceptance accept(PaymentCommand command) {
        if (!takeTurn()) {
            return new Refused(Refusal.BUSY);
        }
        try {
            return acceptNow(command);
        } finally {
            turns.release();
        }
    }

    /** More at a time would only share the database's connections, until nobody is answered in time. */
    private boolean takeTurn() {
        try {
            return turns.tryAcquire(turnMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Acceptance acceptNow(PaymentCommand command) {
        Optional<Acceptance> repeated = admission.answerToRepetition(command);
        if (repeated.isPresent()) {
            return repeated.get();
        }
        OrderFinding finding = orders.find(command.orderId(), command.buyerId());
        if (finding instanceof OrderFinding.Unknown) {
            return new Refused(Refusal.UNKNOWN_ORDER);
        }
        if (finding instanceof OrderFinding.Queued) {
            return new Refused(Refusal.ORDER_QUEUED);
        }
        if (finding instanceof OrderFinding.Unavailable) {
            return new Refused(Refusal.ORDER_UNCERTAIN);
        }
        return charges.reserve() ? admitAndCharge(command) : new Refused(Refusal.BUSY);
    }

    private Acceptance admitAndCharge(PaymentCommand command) {
        boolean started = false;
        try {
            AttemptAdmission.Admission admitted = admission.admit(command);
            if (admitted.charge().isPresent()) {
                CrashPoints.ATTEMPT_AFTER_PERSIST.reach();
                Charge charge = admitted.charge().get();
                started = true;
                charges.start(charge);
            }
            return admitted.answer();
        } finally {
            if (!started) {
                charges.release();
            }
        }
    }
}
