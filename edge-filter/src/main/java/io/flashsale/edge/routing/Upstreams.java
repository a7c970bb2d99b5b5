package io.flashsale.edge.routing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** The services behind the edge: their instances, which are watched, and clients that share what is known of them. */
@Singleton
public final class Upstreams {

    private final Vertx vertx;
    private final RoutingConfig config;
    private final MeterRegistry metrics;
    private final Map<String, Copies> services = new ConcurrentHashMap<>();

    Upstreams(Vertx vertx, RoutingConfig config, MeterRegistry metrics) {
        this.vertx = vertx;
        this.config = config;
        this.metrics = metrics;
    }

    /** A client with a pool of its own for the service of this name, which is watched from now on. */
    public UpstreamClient client(String service, UpstreamConfig.Service at, HttpClientOptions options) {
        Copies copies = services.computeIfAbsent(service, name -> watched(name, Upstream.of(at.url())));
        return new UpstreamClient(vertx, options, copies, Addresses.OF_THE_SYSTEM);
    }

    private Copies watched(String service, Upstream upstream) {
        Copies copies = new Copies(upstream);
        gauge(service, "known", copies, known -> known.known().size());
        gauge(service, "well", copies, known -> known.wellCount(System.nanoTime()));
        new HealthWatch(vertx, copies, Addresses.OF_THE_SYSTEM, config).begin();
        return copies;
    }

    private void gauge(String service, String state, Copies copies, ToDoubleFunction<Copies> count) {
        Gauge.builder("flashsale.edge.upstream.copies", copies, count)
                .tag("upstream", service)
                .tag("state", state)
                .description("Instances of a service")
                .register(metrics);
    }
}
