package io.flashsale.inventory.rebuilding;

import io.flashsale.inventory.Sale;
import io.flashsale.inventory.SaleState;
import io.flashsale.inventory.redis.SlotStatus;
import io.flashsale.inventory.selling.SaleDirectory;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
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
                .ifPresentOrElse(sale -> advance(sale, reason, RebuildStep.FENCE, Map.of()), () -> end(before.id()));
    }

    private void advance(Sale sale, String reason, RebuildStep step, Map<TopicPartition, Long> ends) {
        Progress was = running.get(sale.id());
        if (was == null || was.step() != step) {
            running.put(sale.id(), new Progress(step, clock.instant(), reason));
        }
        try {
            switch (step) {
                case BEGIN -> throw new IllegalStateException("A rebuild begins once");
                case FENCE -> {
                    rebuild.fence(sale);
                    advance(sale, reason, RebuildStep.EMPTY_OUTBOX, ends);
                }
                case EMPTY_OUTBOX -> {
                    rebuild.emptyOutbox(sale);
                    advance(sale, reason, RebuildStep.AWAIT_ORDERS, rebuild.ends());
                }
                case AWAIT_ORDERS -> {
                    if (rebuild.isConsumed(ends)) {
                        advance(sale, reason, RebuildStep.LOAD, ends);
                    } else {
                        again(sale, reason, step, ends);
                    }
                }
                case LOAD -> {
                    rebuild.load(sale);
                    completed.increment();
                    LOG.infof("Sale %s is open at epoch %d", sale.id(), sale.epoch());
                    end(sale.id());
                }
            }
        } catch (Rebuild.Overtaken e) {
            LOG.warn(e.getMessage());
            end(sale.id());
        } catch (RuntimeException e) {
            LOG.warnf("Sale %s waits at %s: %s", sale.id(), step, e.getMessage());
            again(sale, reason, step, ends);
        }
    }

    private void again(Sale sale, String reason, RebuildStep step, Map<TopicPartition, Long> ends) {
        if (!worker.isShutdown()) {
            worker.schedule(
                    () -> advance(sale, reason, step, ends), config.retryPause().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void end(String saleId) {
        lastEnd.put(saleId, clock.instant().plus(config.restBetween()));
        lastEnd.keySet().removeIf(id -> directory.find(id).isEmpty());
        running.remove(saleId);
    }

    void stop(@Observes ShutdownEvent shutdown) {
        worker.shutdownNow();
    }
}
