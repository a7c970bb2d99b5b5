package io.flashsale.order.breaking;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Whether the circuit breakers let calls through, as numbers and, when that changes, as lines of the log. */
@ApplicationScoped
class BreakerMetrics {

    private static final Logger LOG = Logger.getLogger(BreakerMetrics.class);

    private static final double HALF = 0.5;

    private final CircuitBreakerMaintenance breakers;
    private final MeterRegistry metrics;

    BreakerMetrics(CircuitBreakerMaintenance breakers, MeterRegistry metrics) {
        this.breakers = breakers;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent started) {
        Neighbour.ALL.forEach(name -> {
            Gauge.builder("flashsale.circuit.breaker.open", () -> openness(name))
                    .tag("breaker", name)
                    .description("1 while calls are refused at once, 0.5 while some are tried, 0 otherwise")
                    .register(metrics);
            breakers.onStateChange(name, state -> {
                metrics.counter("flashsale.circuit.breaker.changes", "breaker", name, "state", state.name())
                        .increment();
                LOG.infof("The circuit breaker of %s is %s", name, state);
            });
        });
    }

    private double openness(String name) {
        return switch (breakers.currentState(name)) {
            case CLOSED -> 0;
            case HALF_OPEN -> HALF;
            case OPEN -> 1;
        };
    }
}
