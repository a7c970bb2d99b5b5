package io.flashsale.edge.routing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The services behind the edge. */
@ConfigMapping(prefix = "flashsale")
public interface UpstreamConfig {

    /** What the services know us by. */
    String serviceToken();

    /** inventory-service: reservations and the operators' calls. */
    Service inventoryService();

    /** order-service: orders and their events. */
    Service orderService();

    /** payment-service: payments. */
    Service paymentService();

    /** How long a service may be silent to a buyer; longer than it waits for its own database, so that it can say so. */
    @WithDefault("12s")
    Duration proxyTimeout();

    /** The most buyers who follow their orders through this edge at once; beyond, 503. */
    @WithDefault("4096")
    int maxStreams();

    /** One service. */
    interface Service {
        /** {@code http://host:port}, or several of them with commas between. */
        String url();
    }
}
