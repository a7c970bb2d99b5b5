package io.flashsale.payment.paying;

import io.flashsale.payment.AttemptStatus;
import io.flashsale.payment.OrderStatus;
import io.flashsale.payment.ordering.PayableOrder;
import io.flashsale.payment.ordering.PayableOrderRepository;
import io.flashsale.payment.paying.Acceptance.Accepted;
import io.flashsale.payment.paying.Acceptance.Refusal;
import io.flashsale.payment.paying.Acceptance.Refused;
import io.flashsale.payment.provider.Charge;
import io.flashsale.payment.recording.Attempt;
import io.flashsale.payment.recording.AttemptRepository;
import io.flashsale.payment.recording.NewAttempt;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Decides under the order's lock whether a payment may begin, and commits its attempt.
 *
 * <p>Payments of one order queue at its row. Across orders the unique key on (buyer, key) decides: the loser's insert
 * fails, and on its next try it finds the winner's attempt. The unique key on the open attempt of an order backs the
 * lock up in the schema.
 */
@ApplicationScoped
class AttemptAdmission {

    private static final int TRIES = 3;

    private final PayableOrderRepository orders;
    private final AttemptRepository attempts;
    private final Fingerprints fingerprints;
    private final PayingConfig config;
    private final Duration grace;
    private final Clock clock;

    AttemptAdmission(
            PayableOrderRepository orders,
            AttemptRepository attempts,
            Fingerprints fingerprints,
            PayingConfig config,
            @ConfigProperty(name = "flashsale.settling.grace", defaultValue = "1s") Duration grace,
            Clock clock) {
        this.orders = orders;
        this.attempts = attempts;
        this.fingerprints = fingerprints;
        this.config = config;
        this.grace = grace;
        this.clock = clock;
    }

    /**
     * What was decided, and what is to be charged now.
     *
     * @param charge present only when the attempt has just been committed by this call
     */
    record Admission(Acceptance answer, Optional<Charge> charge) {

        static Admission refused(Refusal why) {
            return new Admission(new Refused(why), Optional.empty());
        }
    }

    /** The answer when the buyer has used the key before: the same as then, or a refusal to another request. */
    Optional<Acceptance> answerToRepetition(PaymentCommand command) {
        // A single look needs no transaction, which would be three more round trips.
        return repetition(command);
    }

    /** Commits a new attempt, unless the order's state or an earlier attempt forbids it. */
    Admission admit(PaymentCommand command) {
        for (int tries = 1; ; tries++) {
            try {
                return QuarkusTransaction.requiringNew().call(() -> decide(command));
            } catch (PersistenceException race) {
                if (tries == TRIES) {
                    throw race;
                }
            }
        }
    }

    private Admission decide(PaymentCommand command) {
        PayableOrder order = orders.lock(command.orderId()).orElseThrow();
        Optional<Acceptance> repetition = repetition(command);
        if (repetition.isPresent()) {
            return new Admission(repetition.get(), Optional.empty());
        }
        List<Attempt> earlier = attempts.ofOrder(order.orderId());
        return refusal(order, earlier)
                .map(Admission::refused)
                .orElseGet(() -> commit(command, order, earlier.size() + 1));
    }

    private Optional<Refusal> refusal(PayableOrder order, List<Attempt> earlier) {
        if (order.status() == OrderStatus.PAID) {
            return Optional.of(Refusal.ORDER_PAID);
        }
        if (order.status().isClosed()) {
            return Optional.of(Refusal.ORDER_CLOSED);
        }
        if (earlier.stream().map(Attempt::status).anyMatch(AttemptStatus::isOpen)) {
            return Optional.of(Refusal.ATTEMPT_OPEN);
        }
        return earlier.size() < config.attemptsPerOrder() ? Optional.empty() : Optional.of(Refusal.TOO_MANY_ATTEMPTS);
    }

    private Admission commit(PaymentCommand command, PayableOrder order, int number) {
        Instant now = clock.instant();
        String paymentId = "p-" + UUID.randomUUID();
        NewAttempt details = new NewAttempt(
                paymentId,
                command.idempotencyKey(),
                fingerprints.of(paymentId, command),
                command.card(),
                command.traceparent());
        attempts.persistAndFlush(new Attempt(order, number, details, now, now.plus(grace)));
        Charge charge = new Charge(paymentId, order.amountMinor(), order.currency(), command.card(), order.expiresAt());
        return new Admission(new Accepted(paymentId), Optional.of(charge));
    }

    private Optional<Acceptance> repetition(PaymentCommand command) {
        return attempts.withKey(command.buyerId(), command.idempotencyKey())
                .map(attempt -> fingerprints.matches(attempt.id(), attempt.fingerprint(), command)
                        ? new Accepted(attempt.id())
                        : new Refused(Refusal.KEY_REUSED));
    }
}
