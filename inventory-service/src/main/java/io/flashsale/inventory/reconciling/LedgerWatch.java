package io.flashsale.inventory.reconciling;

import io.flashsale.inventory.Sale;
import io.flashsale.inventory.SaleState;
import io.flashsale.inventory.rebuilding.Rebuilds;
import io.flashsale.inventory.reconciling.Comparison.Look;
import io.flashsale.inventory.relaying.Leases;
import io.flashsale.inventory.selling.SaleDirectory;
import io.flashsale.inventory.timing.Rounds;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Watches that Redis and MySQL agree about the sales whose lease this instance holds.
 *
 * <p>Drift counts when two looks in a row have seen the same at the same version of the slot, with nothing queued. Then
 * it is a metric, one line in the log, and a rebuild is asked for; nothing is ever corrected in place. As long as the
 * drift stays the next rebuild is asked for after a rest that doubles, and the metric stays too.
 */
@Singleton
final class LedgerWatch {

    private static final Logger LOG = Logger.getLogger(LedgerWatch.class);

    /** What is remembered of a sale; only the watch's thread touches it, but for the confirmed drift. */
    private static final class Memory {
        private int looks;
        private Look last;
        private volatile Drift confirmed = Drift.NONE;
        private Duration rest;
        private Instant rebuildFrom = Instant.MIN;
    }

    private final SaleDirectory directory;
    private final Leases leases;
    private final Comparison comparison;
    private final Rebuilds rebuilds;
    private final ReconcilingConfig config;
    private final Clock clock;
    private final Map<String, Memory> memories = new ConcurrentHashMap<>();

    LedgerWatch(
            SaleDirectory directory,
            Leases leases,
            Comparison comparison,
            Rebuilds rebuilds,
            ReconcilingConfig config,
            Clock clock,
            MeterRegistry metrics) {
        this.directory = directory;
        this.leases = leases;
        this.comparison = comparison;
        this.rebuilds = rebuilds;
        this.config = config;
        this.clock = clock;
        for (Drift.Kind kind : Drift.Kind.values()) {
            Gauge.builder("flashsale.drift.units", () -> units(kind))
                    .description("Units about which Redis and MySQL disagree while nothing is under way")
                    .tag("kind", kind.name())
                    .register(metrics);
        }
    }

    void start(@Observes StartupEvent startup, Rounds rounds) {
        rounds.every(config.interval(), "Comparing Redis and MySQL", this::lookAtAll);
    }

    private long units(Drift.Kind kind) {
        return memories.values().stream()
                .mapToLong(memory -> memory.confirmed.of(kind))
                .sum();
    }

    void lookAtAll() {
        for (Sale sale : directory.active()) {
            try {
                if (sale.epoch() > 0 && leases.holds(sale.id())) {
                    look(sale);
                } else {
                    memories.remove(sale.id());
                }
            } catch (RuntimeException e) {
                LOG.debugf("Sale %s is compared later: %s", sale.id(), e.getMessage());
            }
        }
        memories.keySet().removeIf(id -> directory.find(id).isEmpty());
    }

    /** Looks at one sale; whether anything could be said of it. */
    boolean look(Sale sale) {
        if (sale.state() != SaleState.OPEN || rebuilds.progress(sale.id()).isPresent()) {
            return false;
        }
        Memory memory = memories.computeIfAbsent(sale.id(), id -> new Memory());
        boolean thorough = memory.looks % config.thoroughEvery() == 0 || !memory.confirmed.isNone();
        Look before = memory.last;
        memory.last = comparison.look(sale, thorough || isDrift(before)).orElse(null);
        if (memory.last == null) {
            return false;
        }
        memory.looks++;
        if (!isDrift(memory.last)) {
            agree(sale, memory);
        } else if (memory.last.equals(before)) {
            confirm(sale, memory);
        }
        return true;
    }

    private static boolean isDrift(Look look) {
        return look != null && !look.drift().isNone();
    }

    private static void agree(Sale sale, Memory memory) {
        if (!memory.confirmed.isNone()) {
            LOG.infof("Redis and MySQL agree about sale %s again", sale.id());
        }
        memory.confirmed = Drift.NONE;
        memory.rest = null;
        memory.rebuildFrom = Instant.MIN;
    }

    private void confirm(Sale sale, Memory memory) {
        Drift drift = memory.last.drift();
        if (!drift.equals(memory.confirmed)) {
            LOG.errorf("Redis and MySQL disagree about sale %s with nothing under way: %s", sale.id(), drift.units());
        }
        memory.confirmed = drift;
        Instant now = clock.instant();
        if (!now.isBefore(memory.rebuildFrom)) {
            memory.rest = memory.rest == null ? config.restAfterRebuild() : shorter(memory.rest.multipliedBy(2));
            memory.rebuildFrom = now.plus(memory.rest);
            rebuilds.insist(sale.id(), "Redis and MySQL disagree");
        }
    }

    private Duration shorter(Duration rest) {
        return rest.compareTo(config.longestRest()) < 0 ? rest : config.longestRest();
    }
}
