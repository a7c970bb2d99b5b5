package io.flashsale.payment.recording;

import io.flashsale.payment.AttemptStatus;
import io.flashsale.payment.ordering.PayableOrder;
import io.flashsale.payment.ordering.PayableOrderRepository;
import io.flashsale.payment.provider.Standing;
import io.flashsale.payment.publishing.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import org.jboss.logging.Logger;

/**
 * Writes down what became of attempts, each change with its event in one transaction.
 *
 * <p>A success and the closing of its order may come at the same time. Both lock the order's row before they look at
 * the other: whoever is second sees what the first did, so a succeeded attempt of a closed order always starts its
 * refund. Repetitions change nothing.
 */
@ApplicationScoped
public class AttemptLedger {

    private static final Logger LOG = Logger.getLogger(AttemptLedger.class);

    private final AttemptRepository attempts;
    private final PayableOrderRepository orders;
    private final Outbox outbox;
    private final MeterRegistry metrics;
    private final Clock clock;

    AttemptLedger(
            AttemptRepository attempts,
            PayableOrderRepository orders,
            Outbox outbox,
            MeterRegistry metrics,
            Clock clock) {
        this.attempts = attempts;
        this.orders = orders;
        this.outbox = outbox;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Records the provider's word about a charge. SUCCEEDED: the money is taken, and when the order is closed by now,
     * the refund starts with it. DECLINED, ABANDONED: none is taken and none will be. PENDING, UNKNOWN: nothing to
     * record; the attempt stays due to be settled.
     */
    public void record(String attemptId, Standing standing) {
        switch (standing) {
            case SUCCEEDED -> change(attemptId, AttemptStatus.SUCCEEDED);
            case DECLINED, ABANDONED -> change(attemptId, AttemptStatus.FAILED);
            case PENDING, UNKNOWN -> LOG.debugf("Attempt %s is undecided", attemptId);
        }
    }

    /** The provider has given the money back. */
    public void refunded(String attemptId) {
        change(attemptId, AttemptStatus.REFUNDED);
    }

    /** Starts the refund of whatever succeeded on orders that close; joins the transaction that closes them. */
    public void refundSuccessesOf(Collection<String> closedOrderIds) {
        Instant now = clock.instant();
        attempts.lockSucceededOf(closedOrderIds).forEach(attempt -> attempt.become(AttemptStatus.REFUNDING, now, now));
    }

    private void change(String attemptId, AttemptStatus next) {
        boolean changed = QuarkusTransaction.requiringNew().call(() -> changeLocked(attemptId, next));
        if (changed) {
            metrics.counter("flashsale.payments", "status", next.name()).increment();
        }
    }

    private boolean changeLocked(String attemptId, AttemptStatus next) {
        PayableOrder order = attempts.orderOf(attemptId)
                .flatMap(orders::lock)
                .orElseThrow(() -> new IllegalStateException("There is no attempt " + attemptId));
        Attempt attempt = attempts.lock(attemptId).orElseThrow();
        if (!attempt.status().canBecome(next)) {
            noteContradiction(attempt, next);
            return false;
        }
        Instant now = clock.instant();
        attempt.become(next, now, null);
        outbox.append(attempt.orderId(), PaymentEvent.about(attempt, now).toJson());
        if (next == AttemptStatus.SUCCEEDED && order.status().isClosed()) {
            attempt.become(AttemptStatus.REFUNDING, now, now);
        }
        return true;
    }

    /** A repetition is silent; the provider going back on its word is not. */
    private static void noteContradiction(Attempt attempt, AttemptStatus told) {
        boolean failedBefore = attempt.status() == AttemptStatus.FAILED;
        boolean failedNow = told == AttemptStatus.FAILED;
        if (failedBefore != failedNow) {
            LOG.errorf("The provider now calls attempt %s %s, it was %s", attempt.id(), told, attempt.status());
        }
    }
}
