package io.flashsale.payment.paying;

import io.flashsale.payment.crashing.CrashPoints;
import io.flashsale.payment.provider.CardProvider;
import io.flashsale.payment.provider.Charge;
import io.flashsale.payment.provider.Standing;
import io.flashsale.payment.recording.AttemptLedger;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Calls the provider for committed attempts and records its answers, after the buyer has been answered.
 *
 * <p>The card is known to the running request only, so a charge cannot be started later from the database: a place is
 * reserved before the attempt is committed, and without a place nothing is committed. Whatever goes wrong after that
 * is settled by asking the provider.
 */
@ApplicationScoped
class ChargeRunner {

    private static final Logger LOG = Logger.getLogger(ChargeRunner.class);

    private final CardProvider provider;
    private final AttemptLedger ledger;
    private final PayingConfig config;
    private final Semaphore places;
    private final ChargeQueue queue;
    private final Counter unknown;
    private final ExecutorService recorders;

    ChargeRunner(CardProvider provider, AttemptLedger ledger, PayingConfig config, MeterRegistry metrics) {
        this.provider = provider;
        this.ledger = ledger;
        this.config = config;
        this.places = new Semaphore(config.chargesInFlight());
        this.queue = new ChargeQueue(config.chargesAtOnce());
        this.unknown = metrics.counter("flashsale.charges.unknown");
        // Its queue holds at most one task per place.
        this.recorders = Executors.newFixedThreadPool(config.recorders(), work -> new Thread(work, "charge-recorder"));
        Gauge.builder("flashsale.charges.in.flight", () -> config.chargesInFlight() - places.availablePermits())
                .description("Charges between their 202 and the provider's answer")
                .register(metrics);
    }

    /** Takes a place for one charge; false when there is none. */
    boolean reserve() {
        return places.tryAcquire();
    }

    /** Gives back a place that no charge came for. */
    void release() {
        places.release();
    }

    /** Starts the charge of a committed attempt on the place reserved for it; returns at once. */
    void start(Charge charge) {
        queue.add(() -> chargeNow(charge));
    }

    private CompletionStage<?> chargeNow(Charge charge) {
        return call(charge)
                .toCompletableFuture()
                .thenApply(Function.identity())
                .orTimeout(config.chargeTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .handleAsync((standing, failure) -> record(charge.attemptId(), standing, failure), recorders)
                .whenComplete((done, failure) -> release());
    }

    private CompletionStage<Standing> call(Charge charge) {
        try {
            return provider.charge(charge);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private Void record(String attemptId, Standing standing, Throwable failure) {
        if (failure != null) {
            LOG.debugf("The outcome of attempt %s is unknown and will be asked for: %s", attemptId, failure.toString());
            unknown.increment();
            return null;
        }
        try {
            ledger.record(attemptId, standing);
            CrashPoints.CHARGE_AFTER_RECORD.reach();
        } catch (RuntimeException e) {
            LOG.warnf("The outcome of attempt %s will be recorded later: %s", attemptId, e.toString());
        }
        return null;
    }

    /** Lets the charges in flight be answered and recorded; what takes longer is asked for after the next start. */
    void stop(@Observes ShutdownEvent event) {
        try {
            if (!places.tryAcquire(config.chargesInFlight(), config.stopLimit().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("Charges are still in flight; what became of them is asked for after the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        recorders.shutdown();
    }
}
