package io.flashsale.edge.buying;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flashsale.crash.CrashPoint;
import io.flashsale.edge.routing.UpstreamClient;
import io.flashsale.edge.routing.UpstreamConfig;
import io.flashsale.edge.routing.Upstreams;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Brings a batch of clicks of one sale to inventory-service. */
@Singleton
final class ReservationClient {

    /** Stock is taken and its buyers have not been told: clicking again answers with the same orders. */
    private static final CrashPoint AFTER_RESERVATION = CrashPoint.named("edge-after-reservation");

    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectReader READER = JsonMapper.builder().build().readerFor(ReservationAnswer.Batch.class);

    private final UpstreamClient inventory;
    private final Clock clock;
    private final String serviceToken;
    private final long answerTimeoutMillis;

    ReservationClient(Upstreams upstreams, UpstreamConfig services, BuyingConfig config, Clock clock) {
        HttpClientOptions options = new HttpClientOptions()
                .setMaxPoolSize(config.connections())
                .setMaxWaitQueueSize(config.connections() * 16)
                .setConnectTimeout(1_000)
                .setTcpNoDelay(true)
                .setIdleTimeout(30);
        this.inventory = upstreams.client("inventory-service", services.inventoryService(), options);
        this.clock = clock;
        this.serviceToken = services.serviceToken();
        this.answerTimeoutMillis = config.answerTimeout().toMillis();
    }

    /** The batch was surely not delivered, so no stock was taken for it. */
    static final class NotSent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotSent(Throwable cause) {
            super(cause.getMessage(), cause, false, false);
        }
    }

    /**
     * One answer per click in the same order. Fails with {@link NotSent} when no connection could be had, also not at
     * once again while a click's deadline has not passed; any other failure leaves the outcome unknown.
     */
    Future<List<ReservationAnswer>> reserve(String saleId, List<PendingClick> clicks) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setURI("/internal/sales/" + saleId + "/reservations")
                .setTimeout(answerTimeoutMillis);
        return inventory
                .request(options, () -> isAnyInTime(clicks))
                .recover(failure -> Future.failedFuture(new NotSent(failure)))
                .compose(request -> exchange(request, clicks));
    }

    private boolean isAnyInTime(List<PendingClick> clicks) {
        long now = clock.millis();
        return clicks.stream().anyMatch(click -> now <= click.deadline());
    }

    private Future<List<ReservationAnswer>> exchange(HttpClientRequest request, List<PendingClick> clicks) {
        request.putHeader(HttpHeaders.CONTENT_TYPE, "application/json").putHeader("X-Service-Token", serviceToken);
        // The request's own timeout ends with the answer's head.
        return request.send(encode(clicks)).compose(response -> response.body()
                .timeout(answerTimeoutMillis, TimeUnit.MILLISECONDS)
                .map(body -> {
                    if (response.statusCode() != 200) {
                        throw new IllegalStateException("inventory-service answered " + response.statusCode());
                    }
                    AFTER_RESERVATION.reach();
                    List<ReservationAnswer> answers = decode(body);
                    if (answers.size() != clicks.size()) {
                        throw new IllegalStateException(
                                "inventory-service answered " + answers.size() + " of " + clicks.size());
                    }
                    return answers;
                }));
    }

    private static Buffer encode(List<PendingClick> clicks) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + 96 * clicks.size());
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("clicks");
            for (PendingClick click : clicks) {
                json.writeStartObject();
                json.writeStringField("buyerId", click.buyerId());
                json.writeNumberField("quantity", click.quantity());
                json.writeNumberField("deadline", click.deadline());
                if (click.traceparent() != null) {
                    json.writeStringField("traceparent", click.traceparent());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory does not fail", e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    private static List<ReservationAnswer> decode(Buffer body) {
        try {
            ReservationAnswer.Batch batch = READER.readValue(body.getBytes());
            return batch.answers();
        } catch (IOException e) {
            throw new UncheckedIOException("inventory-service answered what is no answer", e);
        }
    }
}
