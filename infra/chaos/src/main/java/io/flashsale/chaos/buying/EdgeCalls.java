package io.flashsale.chaos.buying;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.flashsale.chaos.buying.AnswerReader.Measured;
import io.flashsale.chaos.history.Call;
import io.flashsale.chaos.history.CallKind;
import io.flashsale.chaos.history.History;
import io.flashsale.chaos.history.Outcome;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The buyers' calls of the public contract. Each ends in time, stands in the history when it has ended, and never fails:
 * what went wrong is its outcome.
 *
 * <p>There are at most {@link #MAX_CALLS} at once, and as many connections. A call beyond them is not made and not kept.
 */
final class EdgeCalls {

    static final int MAX_CALLS = 512;

    private final URI edge;
    private final Duration timeout;
    private final History history;
    private final AnswerReader reader;
    private final Executor listener;
    private final HttpClient http;
    private final Semaphore free = new Semaphore(MAX_CALLS);

    /** @param listener where answers are told of */
    EdgeCalls(URI edge, Duration timeout, History history, Executor listener) {
        this.edge = edge;
        this.timeout = timeout;
        this.history = history;
        this.reader = new AnswerReader(history);
        this.listener = listener;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    CompletableFuture<Answer> signIn(Buyer buyer) {
        String body = "{\"user\":\"" + buyer.name + "\"}";
        return send(buyer, CallKind.SIGN_IN, null, request("/api/session").POST(BodyPublishers.ofString(body)));
    }

    CompletableFuture<Answer> pass(Buyer buyer, String saleId) {
        return send(
                buyer,
                CallKind.PASS,
                null,
                as(buyer, "/api/sales/" + saleId + "/pass").POST(BodyPublishers.noBody()));
    }

    CompletableFuture<Answer> buy(Buyer buyer, CallKind kind, String saleId, int quantity) {
        String body = "{\"quantity\":" + quantity + "}";
        return send(
                buyer,
                kind,
                null,
                as(buyer, "/api/sales/" + saleId + "/orders")
                        .header("X-Purchase-Pass", buyer.pass)
                        .POST(BodyPublishers.ofString(body)));
    }

    CompletableFuture<Answer> order(Buyer buyer, String orderId) {
        return send(
                buyer,
                CallKind.READ,
                orderId,
                as(buyer, "/api/orders/" + orderId).GET());
    }

    CompletableFuture<Answer> pay(Buyer buyer, String orderId, String cardNumber, String key) {
        String body = "{\"method\":\"card\",\"cardNumber\":\"" + cardNumber + "\",\"holder\":\"" + buyer.name + "\"}";
        return send(
                buyer,
                CallKind.PAY,
                orderId,
                as(buyer, "/api/orders/" + orderId + "/payments")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(body)));
    }

    CompletableFuture<Answer> cancel(Buyer buyer, String orderId) {
        return send(
                buyer,
                CallKind.CANCEL,
                orderId,
                as(buyer, "/api/orders/" + orderId + "/cancellation").POST(BodyPublishers.noBody()));
    }

    /** @param cursor where the page begins, or null for the first */
    CompletableFuture<Answer> orders(Buyer buyer, String saleId, String cursor) {
        String path = "/api/orders?limit=100&saleId=" + saleId + (cursor == null ? "" : "&cursor=" + cursor);
        return send(buyer, CallKind.LIST, null, as(buyer, path).GET());
    }

    /** Calls under way. */
    int underWay() {
        return MAX_CALLS - free.availablePermits();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(edge.resolve(path)).timeout(timeout).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder as(Buyer buyer, String path) {
        return request(path).header("Authorization", "Bearer " + buyer.token);
    }

    private CompletableFuture<Answer> send(Buyer buyer, CallKind kind, String orderId, HttpRequest.Builder request) {
        long start = history.nanos();
        if (!free.tryAcquire()) {
            Call call = new Call(
                    buyer.userId, kind, orderId, start, start, Outcome.NOT_SENT, "too many calls under way", null);
            return CompletableFuture.completedFuture(new Answer(call, MissingNode.getInstance()));
        }
        CompletableFuture<HttpResponse<String>> sent = http.sendAsync(request.build(), BodyHandlers.ofString());
        // The client's own limit ends with the headers; this one is for a body that never comes.
        CompletableFuture<HttpResponse<String>> limited =
                sent.copy().orTimeout(timeout.toMillis() + 500, TimeUnit.MILLISECONDS);
        return limited.handleAsync(
                (response, failure) -> {
                    free.release();
                    sent.cancel(true);
                    return record(buyer, kind, orderId, start, measure(kind, response, failure));
                },
                listener);
    }

    private Measured measure(CallKind kind, HttpResponse<String> response, Throwable failure) {
        if (failure == null) {
            return reader.read(kind, response.statusCode(), response.body());
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        Outcome outcome = cause instanceof ConnectException ? Outcome.NOT_SENT : Outcome.UNKNOWN;
        return new Measured(outcome, cause.getClass().getSimpleName(), null, MissingNode.getInstance());
    }

    private Answer record(Buyer buyer, CallKind kind, String orderId, long start, Measured measured) {
        long end = history.nanos();
        Call call = new Call(
                buyer.userId, kind, orderId, start, end, measured.outcome(), measured.problem(), measured.seen());
        history.add(call);
        if (kind == CallKind.LIST && call.isOk()) {
            for (JsonNode order : measured.body().path("orders")) {
                recordListed(call, order);
            }
        }
        return new Answer(call, measured.body());
    }

    private void recordListed(Call page, JsonNode order) {
        Measured entry = reader.read(CallKind.LISTED, 200, order.toString());
        String orderId = entry.seen() == null ? null : entry.seen().orderId();
        history.add(new Call(
                page.buyer(),
                CallKind.LISTED,
                orderId,
                page.startNanos(),
                page.endNanos(),
                entry.outcome(),
                entry.problem(),
                entry.seen()));
    }
}
