package io.flashsale.payment.publishing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Size and age of what waits in the outbox; measured by the relay so that a scrape costs no query. */
@ApplicationScoped
class OutboxMetrics {

    private static final Logger LOG = Logger.getLogger(OutboxMetrics.class);
    private static final double MILLIS_PER_SECOND = 1000;

    private final OutboxRepository entries;
    private final Clock clock;
    private volatile long size;
    private volatile Duration age = Duration.ZERO;

    OutboxMetrics(OutboxRepository entries, Clock clock, MeterRegistry registry) {
        this.entries = entries;
        this.clock = clock;
        Gauge.builder("flashsale.outbox.entries", () -> size)
                .description("Events committed and not yet acknowledged by Kafka")
                .register(registry);
        Gauge.builder("flashsale.outbox.oldest.age", () -> age.toMillis() / MILLIS_PER_SECOND)
                .baseUnit("seconds")
                .description("Age of the oldest of them")
                .register(registry);
    }

    void measure() {
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                size = entries.count();
                age = entries.oldestCreatedAt()
                        .map(created -> Duration.between(created, clock.instant()))
                        .orElse(Duration.ZERO);
            });
        } catch (RuntimeException e) {
            // The gauges keep their last values; readiness already tells that the database is away.
            LOG.debugf("The outbox cannot be measured: %s", e.toString());
        }
    }
}
