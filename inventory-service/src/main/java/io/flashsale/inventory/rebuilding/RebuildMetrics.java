package io.flashsale.inventory.rebuilding;

import io.flashsale.inventory.Sale;
import io.flashsale.inventory.SaleState;
import io.flashsale.inventory.selling.SaleDirectory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;

/** How many sales are being rebuilt, at which step, and for how long the longest has been. */
@Singleton
@Startup
final class RebuildMetrics {

    private final SaleDirectory directory;
    private final Clock clock;

    RebuildMetrics(Rebuilds rebuilds, SaleDirectory directory, Clock clock, MeterRegistry metrics) {
        this.directory = directory;
        this.clock = clock;
        for (RebuildStep step : RebuildStep.values()) {
            Gauge.builder("flashsale.rebuild.step", () -> rebuilds.countAt(step))
                    .description("Rebuilds of this instance that stand at the step")
                    .tag("step", step.name())
                    .register(metrics);
        }
        Gauge.builder("flashsale.sales.recovering", () -> recovering().count())
                .description("Sales that answer every click with sold out for now, as MySQL says")
                .register(metrics);
        Gauge.builder("flashsale.sales.recovering.oldest.age.seconds", this::oldestSeconds)
                .description("How long the longest of them has been so")
                .register(metrics);
    }

    private Stream<Sale> recovering() {
        return directory.active().stream().filter(sale -> sale.state() == SaleState.RECOVERING);
    }

    private double oldestSeconds() {
        return recovering()
                .mapToDouble(sale ->
                        Duration.between(sale.stateSince(), clock.instant()).toMillis() / 1000.0)
                .map(seconds -> Math.max(0, seconds))
                .max()
                .orElse(0);
    }
}
