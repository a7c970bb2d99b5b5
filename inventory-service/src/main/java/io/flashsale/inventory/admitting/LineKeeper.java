package io.flashsale.inventory.admitting;

import io.flashsale.inventory.Sale;
import io.flashsale.inventory.SaleState;
import io.flashsale.inventory.relaying.Leases;
import io.flashsale.inventory.selling.SaleDirectory;
import io.flashsale.inventory.timing.Rounds;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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
    private final Looks looks;
    private final LineHistory history;
    private final LinePublisher publisher;
    private final LineMetrics metrics;
    private final AdmittingConfig config;
    private final Clock clock;
    private final Map<String, LineCourse> courses = new ConcurrentHashMap<>();

    LineKeeper(
            SaleDirectory directory,
            Leases leases,
            Looks looks,
            LineHistory history,
            LinePublisher publisher,
            LineMetrics metrics,
            AdmittingConfig config,
            Clock clock) {
        this.directory = directory;
        this.leases = leases;
        this.looks = looks;
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
        List<Sale> due = directory.active().stream().filter(this::isDue).toList();
        looks.at(due).forEach(this::keep);
        courses.keySet().removeIf(id -> directory.find(id).isEmpty());
        metrics.follow(directory.active(), this::demandOf);
    }

    /** Whether it is for this copy to look at the sale, and its line can still rise. */
    private boolean isDue(Sale sale) {
        try {
            if (isSelling(sale) && leases.holds(sale.id())) {
                return Mode.of(sale.mode()).canRise(history.last(sale.id()).line());
            }
        } catch (RuntimeException e) {
            LOG.debugf("The line of sale %s is set later: %s", sale.id(), e.getMessage());
            return false;
        }
        courses.remove(sale.id());
        return false;
    }

    private boolean isSelling(Sale sale) {
        return sale.state() == SaleState.OPEN && sale.isInWindow(clock.instant());
    }

    private void keep(Looks.Look look) {
        Sale sale = look.sale();
        PublishedLine last = history.last(sale.id());
        LineCourse course = courses.computeIfAbsent(
                sale.id(), id -> new LineCourse(Mode.of(sale.mode()), last, config.readBackWithin()));
        Instant now = clock.instant();
        Situation situation = course.look(look.stock().orElseThrow(), look.estimate(), last, System.nanoTime(), now);
        double next = course.next(situation);
        if (next > last.line() && !course.isUnderWay(last, now)) {
            publish(course, LineRaised.after(last, sale.id(), next, situation, now));
        }
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
