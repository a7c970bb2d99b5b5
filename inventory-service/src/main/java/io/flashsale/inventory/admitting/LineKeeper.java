package io.flashsale.inventory.admitting;

import io.flashsale.inventory.Sale;
import io.flashsale.inventory.SaleState;
import io.flashsale.inventory.redis.SlotKey;
import io.flashsale.inventory.redis.Slots;
import io.flashsale.inventory.relaying.Leases;
import io.flashsale.inventory.selling.SaleDirectory;
import io.flashsale.inventory.timing.Rounds;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.redis.client.Command;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Sets the lines of the open sales whose lease this instance holds, more than ten times a second.
 *
 * <p>Two leaseholders at once do no harm: of two entries with the same sequence the first in the topic counts, and both
 * go on from that one. Without Kafka or Redis no line is raised; the next look tries again.
 */
@Singleton
final class LineKeeper {

    private static final Logger LOG = Logger.getLogger(LineKeeper.class);

    private final SaleDirectory directory;
    private final Leases leases;
    private final Slots slots;
    private final DemandSketch sketch;
    private final LineHistory history;
    private final LinePublisher publisher;
    private final LineMetrics metrics;
    private final AdmittingConfig config;
    private final Clock clock;
    private final Map<String, LineCourse> courses = new ConcurrentHashMap<>();

    LineKeeper(
            SaleDirectory directory,
            Leases leases,
            Slots slots,
            DemandSketch sketch,
            LineHistory history,
            LinePublisher publisher,
            LineMetrics metrics,
            AdmittingConfig config,
            Clock clock) {
        this.directory = directory;
        this.leases = leases;
        this.slots = slots;
        this.sketch = sketch;
        this.history = history;
        this.publisher = publisher;
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent startup, Rounds rounds) {
        rounds.every(config.pause(), "Setting the lines", this::keepAll);
    }

    private void keepAll() {
        if (!history.isCaughtUp()) {
            return;
        }
        for (Sale sale : directory.active()) {
            try {
                if (isSelling(sale) && leases.holds(sale.id())) {
                    keep(sale);
                } else {
                    courses.remove(sale.id());
                }
            } catch (RuntimeException e) {
                LOG.debugf("The line of sale %s is set later: %s", sale.id(), e.getMessage());
            }
        }
        courses.keySet().removeIf(id -> directory.find(id).isEmpty());
        metrics.follow(directory.active(), this::demandOf);
    }

    private boolean isSelling(Sale sale) {
        return sale.state() == SaleState.OPEN && sale.isInWindow(clock.instant());
    }

    private void keep(Sale sale) {
        PublishedLine last = history.last(sale.id());
        Mode mode = Mode.of(sale.mode());
        if (mode.constantLine() == 1 && last.line() == 1) {
            return;
        }
        LineCourse course =
                courses.computeIfAbsent(sale.id(), id -> new LineCourse(mode, last, config.readBackWithin()));
        SlotStock stock = look(sale);
        if (stock == null) {
            return;
        }
        double estimate = sketch.read(sale).await().indefinitely().estimate();
        Instant now = clock.instant();
        Situation situation = course.look(stock, estimate, last, now);
        double next = course.next(situation);
        if (next > last.line() && !course.isUnderWay(last, now)) {
            publish(course, LineRaised.after(last, sale.id(), next, situation, now));
        }
    }

    /** Null when the slot does not sell: nothing is known of the stock then. */
    private SlotStock look(Sale sale) {
        return SlotStock.parse(
                slots.send(Command.HMGET, SlotKey.SALE, sale.id(), SlotStock.FIELDS)
                        .await()
                        .indefinitely(),
                sale.epoch());
    }

    private void publish(LineCourse course, LineRaised entry) {
        course.sending(entry.sequence());
        publisher.publish(entry).subscribe().with(sent -> course.sent(clock.instant()), e -> {
            course.failed();
            LOG.debugf("The line of sale %s could not be published: %s", entry.saleId(), e.getMessage());
        });
    }

    private double demandOf(String saleId) {
        LineCourse course = courses.get(saleId);
        return course == null ? history.last(saleId).demand() : course.demand();
    }
}
