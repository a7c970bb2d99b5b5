package io.flashsale.edge.reporting;

import io.flashsale.edge.answering.Answers;
import io.flashsale.edge.concurrency.Limiters;
import io.flashsale.edge.routing.UpstreamClient;
import io.flashsale.edge.routing.UpstreamConfig;
import io.flashsale.edge.routing.Upstreams;
import io.flashsale.edge.selling.SaleBoard;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Tells inventory-service several times a second how much this edge has to do.
 *
 * <p>One report at a time. What a lost one told is in the next; to report late, or twice, misleads nobody for longer than
 * a report counts there. On one event loop, by one connection, off the click path.
 */
@Singleton
final class LoadReporter {

    private static final Logger LOG = Logger.getLogger(LoadReporter.class);

    /** Every copy has to hear that it has become quiet. */
    private static final int QUIET_ROUNDS_TOLD = 20;

    private final String edgeId = "edge-" + UUID.randomUUID().toString().substring(0, 8);
    private final Vertx vertx;
    private final UpstreamClient inventory;
    private final String serviceToken;
    private final ReportingConfig config;
    private final LoadMeter meter;
    private final Counter lost;
    private boolean underWay;
    private int quietRounds = QUIET_ROUNDS_TOLD;

    LoadReporter(
            Vertx vertx,
            Upstreams upstreams,
            UpstreamConfig services,
            ReportingConfig config,
            SaleBoard board,
            Limiters limiters,
            Clock clock,
            MeterRegistry metrics) {
        this.vertx = vertx;
        this.inventory = upstreams.client(
                "inventory-service",
                services.inventoryService(),
                new HttpClientOptions().setMaxPoolSize(1).setMaxWaitQueueSize(1).setConnectTimeout((int)
                        config.timeout().toMillis()));
        this.serviceToken = services.serviceToken();
        this.config = config;
        this.meter = new LoadMeter(board, limiters.clicks(), clock);
        this.lost = metrics.counter("flashsale.edge.reports.lost");
    }

    void start(@Observes StartupEvent starting) {
        // All on one event loop, hence without locks.
        vertx.getOrCreateContext()
                .runOnContext(onLoop -> vertx.setPeriodic(config.pause().toMillis(), timer -> report()));
    }

    private void report() {
        if (underWay) {
            return;
        }
        LoadMeter.Reading reading = meter.read();
        quietRounds = reading.report().tellsNothing() ? quietRounds + 1 : 0;
        if (quietRounds > QUIET_ROUNDS_TOLD) {
            reading.received().run();
            return;
        }
        underWay = true;
        send(reading.report()).onComplete(sent -> {
            underWay = false;
            if (sent.succeeded()) {
                reading.received().run();
            } else {
                lost.increment();
                LOG.debugf("Nobody could be told of this edge's load: %s", sent.cause());
            }
        });
    }

    private Future<Void> send(LoadReport report) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setURI("/internal/edges/" + edgeId + "/load")
                .setTimeout(config.timeout().toMillis())
                .putHeader("X-Service-Token", serviceToken)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        return inventory
                .request(options)
                .compose(request -> request.send(Answers.encode(report)))
                .compose(response -> response.statusCode() / 100 == 2
                        ? response.end()
                        : Future.failedFuture("inventory-service answered " + response.statusCode()))
                .timeout(2 * config.timeout().toMillis(), TimeUnit.MILLISECONDS);
    }
}
