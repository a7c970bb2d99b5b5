package io.flashsale.inventory.rebuilding;

import io.flashsale.inventory.RedisRun;
import io.flashsale.inventory.Sale;
import io.flashsale.inventory.SaleState;
import io.flashsale.inventory.redis.SlotStatus;
import io.flashsale.inventory.selling.SaleDirectory;
import io.flashsale.inventory.timing.Backoff;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * The rebuilds of this instance: at most one per sale, not more often than the rest between two allows, each step tried
 * again until its dependency answers. One thread; sales wait for each other.
 */
@Singleton
public final class Rebuilds {

    private static final Logger LOG = Logger.getLogger(Rebuilds.class);

    /**
     * A rebuild under way.
     *
     * @param step where it stands
     * @param since when it came there
     * @param reason why it was asked for
     */
    public record Progress(RebuildStep step, Instant since, String reason) {}

    /** One rebuild with what its steps have found; only the worker touches it. */
    private static final class Attempt {
        private final Sale sale;
        private final String reason;
        private final Backoff pauses;
        private RedisRun run;
        private Map<TopicPartition, Long> ends = Map.of();

        Attempt(Sale sale, String reason, Backoff pauses) {
            this.sale = sale;
            this.reason = reason;
            this.pauses = pauses;
        }
    }

    private final Rebuild rebuild;
    private final SaleDirectory directory;
    private final RebuildingConfig config;
    private final Clock clock;
    private final Counter completed;
    private final Map<String, Progress> running = new ConcurrentHashMap<>();
    private final Map<String, Instant> lastEnd = new ConcurrentHashMap<>();
    private final Set<String> insisting = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "rebuild");
        thread.setDaemon(true);
        return thread;
    });

    Rebuilds(Rebuild rebuild, SaleDirectory directory, RebuildingConfig config, Clock clock, MeterRegistry metrics) {
        this.rebuild = rebuild;
        this.directory = directory;
        this.config = config;
        this.clock = clock;
        this.completed = metrics.counter("flashsale.rebuilds");
        metrics.gaugeMapSize("flashsale.rebuilds.running", Tags.empty(), running);
    }

    /** Asks for a rebuild; nothing happens when one is under way here or the last has only just ended. */
    public void request(String saleId, String reason) {
        Optional<Sale> sale = directory.find(saleId);
        Instant now = clock.instant();
        Instant rested = lastEnd.getOrDefault(saleId, Instant.MIN);
        if (sale.isEmpty() || now.isBefore(rested)) {
            return;
        }
        if (running.putIfAbsent(saleId, new Progress(RebuildStep.BEGIN, now, reason)) == null) {
            LOG.infof("Building sale %s after epoch %d: %s", saleId, sale.get().epoch(), reason);
            worker.execute(() -> begin(sale.get(), reason));
        }
    }

    /**
     * Asks for a rebuild whose snapshot is taken after this call, for whoever asks only once: a request that comes too
     * soon after the last rebuild, or while one is past its snapshot, is repeated here.
     */
    public void insist(String saleId, String reason) {
        Optional<RebuildStep> step = progress(saleId).map(Progress::step);
        boolean covered = step.isPresent() && step.get() != RebuildStep.LOAD;
        if (covered || directory.find(saleId).isEmpty()) {
            return;
        }
        if (step.isEmpty() && !clock.instant().isBefore(lastEnd.getOrDefault(saleId, Instant.MIN))) {
            request(saleId, reason);
        } else if (insisting.add(saleId)) {
            worker.schedule(
                    () -> {
                        insisting.remove(saleId);
                        insist(saleId, reason);
                    },
                    config.retryPause().toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    /** Asks for a rebuild when a script found the slot of an open sale missing or damaged. */
    public void requestIfBroken(Sale sale, SlotStatus status) {
        if (sale.state() == SaleState.OPEN && status.needsRebuild()) {
            request(sale.id(), "its slot is " + status);
        }
    }

    /** How many rebuilds of this instance stand at the step. */
    long countAt(RebuildStep step) {
        return running.values().stream().filter(at -> at.step() == step).count();
    }

    /** How far the rebuild of this sale is, if this instance is at it. */
    public Optional<Progress> progress(String saleId) {
        return Optional.ofNullable(running.get(saleId));
    }

    private void begin(Sale before, String reason) {
        try {
            if (!rebuild.begin(before)) {
                end(before.id());
                return;
            }
        } catch (RuntimeException e) {
            LOG.warnf("Sale %s cannot begin its rebuild: %s", before.id(), e.getMessage());
            end(before.id());
            return;
        }
        directory
                .find(before.id())
                .filter(sale -> sale.epoch() == before.epoch() + 1)
                .ifPresentOrElse(
                        sale -> advance(new Attempt(sale, reason, pauses(config)), RebuildStep.FENCE),
                        () -> end(before.id()));
    }

    private static Backoff pauses(RebuildingConfig config) {
        return new Backoff(config.retryPause(), config.longestPause());
    }

    private void advance(Attempt attempt, RebuildStep step) {
        Sale sale = attempt.sale;
        Progress was = running.get(sale.id());
        if (was == null || was.step() != step) {
            running.put(sale.id(), new Progress(step, clock.instant(), attempt.reason));
        }
        try {
            switch (step) {
                case BEGIN -> throw new IllegalStateException("A rebuild begins once");
                case FENCE -> {
                    attempt.run = rebuild.fence(sale);
                    next(attempt, RebuildStep.EMPTY_OUTBOX);
                }
                case EMPTY_OUTBOX -> {
                    rebuild.emptyOutbox(sale);
                    attempt.ends = rebuild.ends();
                    next(attempt, RebuildStep.AWAIT_ORDERS);
                }
                case AWAIT_ORDERS -> {
                    if (rebuild.isConsumed(attempt.ends)) {
                        next(attempt, RebuildStep.LOAD);
                    } else {
                        attempt.pauses.reset();
                        again(attempt, step, config.retryPause());
                    }
                }
                case LOAD -> {
                    rebuild.load(sale, attempt.run);
                    completed.increment();
                    LOG.infof("Sale %s is open at epoch %d", sale.id(), sale.epoch());
                    end(sale.id());
                }
            }
        } catch (Rebuild.Overtaken e) {
            LOG.warn(e.getMessage());
            end(sale.id());
        } catch (RuntimeException e) {
            Duration pause = attempt.pauses.next();
            LOG.warnf("Sale %s waits %d ms at %s: %s", sale.id(), pause.toMillis(), step, e.getMessage());
            again(attempt, step, pause);
        }
    }

    private void next(Attempt attempt, RebuildStep step) {
        attempt.pauses.reset();
        advance(attempt, step);
    }

    private void again(Attempt attempt, RebuildStep step, Duration pause) {
        if (!worker.isShutdown()) {
            worker.schedule(() -> advance(attempt, step), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void end(String saleId) {
        lastEnd.put(saleId, clock.instant().plus(config.restBetween()));
        lastEnd.keySet().removeIf(id -> directory.find(id).isEmpty());
        running.remove(saleId);
    }

    void stop(@Observes @Priority(60) ShutdownEvent shutdown) {
        worker.shutdownNow();
    }
}
