package io.flashsale.payment.refunding;

import io.flashsale.payment.AttemptStatus;
import io.flashsale.payment.crashing.CrashPoints;
import io.flashsale.payment.provider.CardProvider;
import io.flashsale.payment.recording.Attempt;
import io.flashsale.payment.recording.AttemptLedger;
import io.flashsale.payment.recording.AttemptRepository;
import io.flashsale.payment.time.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Asks the provider for refunds that are intended and not yet done, until each is. */
@ApplicationScoped
class Refunder {

    private static final Logger LOG = Logger.getLogger(Refunder.class);

    private final AttemptRepository attempts;
    private final AttemptLedger ledger;
    private final CardProvider provider;
    private final RefundingConfig config;
    private final Clock clock;
    private Rounds rounds;

    Refunder(
            AttemptRepository attempts,
            AttemptLedger ledger,
            CardProvider provider,
            RefundingConfig config,
            Clock clock) {
        this.attempts = attempts;
        this.ledger = ledger;
        this.provider = provider;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        rounds = Rounds.begin("refunder", config.every(), this::refundDue);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.close();
    }

    private void refundDue() {
        List<Attempt> due = attempts.claimDue(
                AttemptStatus.REFUNDING,
                clock.instant(),
                config.batchSize(),
                config.firstPause(),
                config.longestPause());
        List<CompletableFuture<Void>> asked =
                due.stream().map(attempt -> refund(attempt.id())).toList();
        CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).join();
    }

    private CompletableFuture<Void> refund(String attemptId) {
        return provider.refund(attemptId)
                .toCompletableFuture()
                .thenApply(Function.<Void>identity())
                .orTimeout(config.askTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .thenRun(() -> recordRefund(attemptId))
                .exceptionally(failure -> {
                    LOG.debugf("The refund of attempt %s will be asked for again: %s", attemptId, failure);
                    return null;
                });
    }

    private void recordRefund(String attemptId) {
        CrashPoints.REFUND_AFTER_PROVIDER.reach();
        ledger.refunded(attemptId);
    }
}
