package io.flashsale.edge.routing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.vertx.core.Future;
import io.vertx.core.http.StreamResetException;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Singleton;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The circuit breakers of the services that buyers' calls are passed on to: one that mostly does not answer is left alone
 * for a moment, and its buyers are told at once instead of waiting for it.
 *
 * <p>The Buy path has none: it has its own deadline, and its answer "sold out for now" is as quick.
 */
@Singleton
final class Breakers {

    private static final Logger LOG = Logger.getLogger(Breakers.class);
    private static final int CALLS_LOOKED_AT = 40;
    private static final double UNANSWERED = 0.75;
    private static final int REST_MILLIS = 1_000;
    private static final int ANSWERED_AGAIN = 3;

    private final CircuitBreakerMaintenance maintenance;
    private final MeterRegistry metrics;
    private final Set<String> names = new ConcurrentSkipListSet<>();

    Breakers(CircuitBreakerMaintenance maintenance, MeterRegistry metrics) {
        this.maintenance = maintenance;
        this.metrics = metrics;
    }

    /** Lets a call through, or fails it at once. */
    interface Breaker {
        Future<ProxyResponse> call(Supplier<Future<ProxyResponse>> call);
    }

    /** The breaker of a service; once for each name. */
    Breaker of(String name) {
        TypedGuard<CompletionStage<ProxyResponse>> guard = TypedGuard.create(
                        new TypeLiteral<CompletionStage<ProxyResponse>>() {
                            private static final long serialVersionUID = 1L;
                        })
                .withCircuitBreaker()
                .name(name)
                .requestVolumeThreshold(CALLS_LOOKED_AT)
                .failureRatio(UNANSWERED)
                .delay(REST_MILLIS, ChronoUnit.MILLIS)
                .successThreshold(ANSWERED_AGAIN)
                // By this edge, because the buyer has gone: that says nothing of the service.
                .skipOn(StreamResetException.class)
                .done()
                .build();
        names.add(name);
        Gauge.builder("flashsale.circuit.breaker.open", () -> openness(name))
                .tag("breaker", name)
                .description("1 while calls are refused at once, 0.5 while some are tried, 0 otherwise")
                .register(metrics);
        maintenance.onStateChange(name, state -> LOG.infof("The circuit breaker of %s is %s", name, state));
        return call -> Future.fromCompletionStage(guard.get(() -> call.get().toCompletionStage()));
    }

    /** Their states, by name. */
    Map<String, CircuitBreakerState> states() {
        Map<String, CircuitBreakerState> states = new LinkedHashMap<>();
        names.forEach(name -> states.put(name, maintenance.currentState(name)));
        return states;
    }

    /** Closes a breaker, whatever it has seen; false for a name there is not. */
    boolean reset(String name) {
        if (!names.contains(name)) {
            return false;
        }
        maintenance.reset(name);
        return true;
    }

    private double openness(String name) {
        return switch (maintenance.currentState(name)) {
            case CLOSED -> 0;
            case HALF_OPEN -> 0.5;
            case OPEN -> 1;
        };
    }
}
