package io.flashsale.payment.provider;

import io.flashsale.payment.crashing.CrashPoints;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A card provider that takes no money but keeps books that outlive this process.
 *
 * <p>It stands for the outside world: the books are a table of their own, written on threads of its own outside any
 * transaction of ours, so a crash of this service loses none of what "the provider" did. A call waits its latency on a
 * timer, not on a thread. Everybody else reaches it through {@link GuardedCardProvider}.
 */
@ApplicationScoped
@Typed(SimulatedCardProvider.class)
class SimulatedCardProvider implements CardProvider {

    private final ProviderBooks books;
    private final ProviderConfig config;
    private final Clock clock;
    private final ExecutorService bookkeepers;
    private final Executor afterLatency;

    SimulatedCardProvider(ProviderBooks books, ProviderConfig config, Clock clock) {
        this.books = books;
        this.config = config;
        this.clock = clock;
        // The queue is bounded by the callers: charges by their permits, the settler and the refunder by their batch.
        this.bookkeepers = Executors.newFixedThreadPool(config.threads(), work -> {
            Thread thread = new Thread(work, "card-provider");
            thread.setDaemon(true);
            return thread;
        });
        this.afterLatency =
                CompletableFuture.delayedExecutor(config.latency().toMillis(), TimeUnit.MILLISECONDS, bookkeepers);
    }

    @Override
    public CompletionStage<Standing> charge(Charge charge) {
        return later(() -> {
            TestCard card = TestCard.of(charge.card());
            Standing standing = books.book(charge, decisionOf(card), decidedAt(card, charge));
            CrashPoints.PROVIDER_AFTER_CHARGE.reach();
            if (card == TestCard.TIMES_OUT) {
                throw new ProviderTimeoutException(charge.attemptId());
            }
            return standing;
        });
    }

    @Override
    public CompletionStage<Standing> lookup(String attemptId) {
        return later(() -> books.standingOf(attemptId));
    }

    @Override
    public CompletionStage<Standing> abandon(String attemptId) {
        return later(() -> books.abandon(attemptId));
    }

    @Override
    public CompletionStage<Void> refund(String attemptId) {
        return later(() -> {
            books.refund(attemptId);
            return null;
        });
    }

    private static Standing decisionOf(TestCard card) {
        return switch (card) {
            case SUCCEEDS, TIMES_OUT, SUCCEEDS_LATE -> Standing.SUCCEEDED;
            case IS_DECLINED -> Standing.DECLINED;
        };
    }

    private Instant decidedAt(TestCard card, Charge charge) {
        Instant now = clock.instant();
        return card == TestCard.SUCCEEDS_LATE && charge.holdEndsAt() != null
                ? charge.holdEndsAt().plus(config.lateBy())
                : now;
    }

    private <T> CompletionStage<T> later(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, afterLatency);
    }

    @PreDestroy
    void stop() {
        bookkeepers.shutdown();
    }
}
