package io.flashsale.edge.concurrency;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** The limiters of this edge, one for each kind of call to each service, and their metrics by {@code upstream}. */
@Singleton
public final class Limiters {

    private final double reservedShare;
    private final Bounds callBounds;
    private final MeterRegistry metrics;
    private final UpstreamLimiter clicks;

    Limiters(ConcurrencyConfig config, MeterRegistry metrics) {
        this.reservedShare = config.reservedShare();
        if (!(reservedShare >= 0 && reservedShare < 1)) {
            throw new IllegalArgumentException(
                    "flashsale.concurrency.reserved-share must be from 0 to below 1, not " + reservedShare);
        }
        ConcurrencyConfig.Calls calls = config.calls();
        this.callBounds = new Bounds(calls.calm(), calls.least(), calls.initial(), calls.most());
        this.metrics = metrics;
        ConcurrencyConfig.Clicks ofClicks = config.clicks();
        this.clicks = limiter(
                "inventory-service",
                new Bounds(ofClicks.calm(), ofClicks.least(), ofClicks.initial(), ofClicks.most()));
    }

    /** The limiter of clicks on their way to inventory-service. */
    public UpstreamLimiter clicks() {
        return clicks;
    }

    /** The limiter of the buyers' calls to a service; once for each name. */
    public UpstreamLimiter callsTo(String service) {
        return limiter(service, callBounds);
    }

    private UpstreamLimiter limiter(String upstream, Bounds bounds) {
        UpstreamLimiter limiter = new UpstreamLimiter(new CalmLimit(bounds), reservedShare, System::nanoTime);
        Gauge.builder("flashsale.edge.concurrency.limit", limiter, UpstreamLimiter::limit)
                .tag("upstream", upstream)
                .description("How much the service is given to do at once, at most")
                .register(metrics);
        Gauge.builder("flashsale.edge.concurrency.in.flight", limiter, UpstreamLimiter::inFlight)
                .tag("upstream", upstream)
                .description("How much the service has to do for this edge now")
                .register(metrics);
        FunctionCounter.builder("flashsale.edge.concurrency.rejected", limiter, UpstreamLimiter::rejectedCount)
                .tag("upstream", upstream)
                .description("What was turned away at once because the service had enough to do")
                .register(metrics);
        return limiter;
    }
}
