package io.flashsale.payment.settling;

import io.flashsale.payment.AttemptStatus;
import io.flashsale.payment.provider.CardProvider;
import io.flashsale.payment.provider.Standing;
import io.flashsale.payment.recording.Attempt;
import io.flashsale.payment.recording.AttemptLedger;
import io.flashsale.payment.recording.AttemptRepository;
import io.flashsale.payment.time.Rounds;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Finds out what became of attempts that nobody answered: after a time-out, a crash, or a slow decision.
 *
 * <p>An attempt the provider does not know may still have its charge on the way. It is given time, and then closed at
 * the provider before it fails here, so that the late charge takes no money.
 */
@ApplicationScoped
class Settler {

    private static final Logger LOG = Logger.getLogger(Settler.class);

    private final AttemptRepository attempts;
    private final AttemptLedger ledger;
    private final CardProvider provider;
    private final SettlingConfig config;
    private final MeterRegistry metrics;
    private final Clock clock;
    private Rounds rounds;

    Settler(
            AttemptRepository attempts,
            AttemptLedger ledger,
            CardProvider provider,
            SettlingConfig config,
            MeterRegistry metrics,
            Clock clock) {
        this.attempts = attempts;
        this.ledger = ledger;
        this.provider = provider;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        rounds = Rounds.begin("settler", config.every(), this::settleDue);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.close();
    }

    private void settleDue() {
        Instant now = clock.instant();
        List<Attempt> due = attempts.claimDue(
                AttemptStatus.PENDING, now, config.batchSize(), config.firstPause(), config.longestPause());
        List<CompletableFuture<Void>> asked =
                due.stream().map(attempt -> settle(attempt, now)).toList();
        CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).join();
    }

    private CompletableFuture<Void> settle(Attempt attempt, Instant now) {
        return answerInTime(provider.lookup(attempt.id()))
                .thenCompose(standing -> standing == Standing.UNKNOWN && isGivenUp(attempt, now)
                        ? answerInTime(provider.abandon(attempt.id()))
                        : CompletableFuture.completedFuture(standing))
                .thenAccept(standing -> record(attempt, standing))
                .exceptionally(failure -> {
                    LOG.debugf("Attempt %s will be settled later: %s", attempt.id(), cause(failure));
                    return null;
                });
    }

    private CompletableFuture<Standing> answerInTime(CompletionStage<Standing> answer) {
        return answer.toCompletableFuture()
                .thenApply(Function.<Standing>identity())
                .orTimeout(config.askTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean isGivenUp(Attempt attempt, Instant now) {
        return !attempt.createdAt().plus(config.abandonAfter()).isAfter(now);
    }

    private void record(Attempt attempt, Standing standing) {
        metrics.counter("flashsale.settlements", "standing", standing.name()).increment();
        ledger.record(attempt.id(), standing);
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }
}
