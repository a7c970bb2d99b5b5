package io.flashsale.edge.routing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;

/** The ways to services for tests of other packages. */
public final class TestUpstreams {

    /** As the annotations of {@link RoutingConfig} say. */
    static final RoutingConfig CONFIG = new RoutingConfig() {
        @Override
        public Duration healthInterval() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration healthTimeout() {
            return Duration.ofSeconds(2);
        }
    };

    private TestUpstreams() {}

    public static Upstreams of(Vertx vertx) {
        return new Upstreams(vertx, CONFIG, new SimpleMeterRegistry());
    }
}
