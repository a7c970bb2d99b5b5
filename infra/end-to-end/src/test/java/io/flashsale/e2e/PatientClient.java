package io.flashsale.e2e;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP client that sends a call again when it met an instance on its way out: answered 503 with {@code Retry-After},
 * or its connection was refused or lost.
 *
 * <p>The contract makes every call safe to repeat. Each repetition is counted, so that a test of a system from which
 * nothing was taken can demand that there was none.
 */
final class PatientClient implements AutoCloseable {

    private static final long ANSWER_LIMIT_MILLIS = 60_000;
    private static final Duration PAUSE_AFTER_LOSS = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final int UNAVAILABLE = 503;

    private final Vertx vertx = Vertx.vertx();
    // Every call is made on this one event loop: a pool that is asked from foreign threads can lose a waiter.
    private final Context loop = vertx.getOrCreateContext();
    private final HttpClient client =
            vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(400).setKeepAlive(true));
    private final AtomicInteger repeats = new AtomicInteger();
    private final Duration patience;

    /** @param patience from the first sending of a call to its last */
    PatientClient(Duration patience) {
        this.patience = patience;
    }

    private record Call(HttpMethod method, String url, Map<String, String> headers, String body, long deadlineNanos) {}

    /** @param body null for none */
    Future<Answer> send(String method, String url, Map<String, String> headers, String body) {
        long deadline = System.nanoTime() + patience.toNanos();
        Call call = new Call(HttpMethod.valueOf(method), url, headers, body, deadline);
        Promise<Answer> answer = Promise.promise();
        loop.runOnContext(onLoop -> sendUntilAnswered(call).onComplete(answer));
        return answer.future();
    }

    private Future<Answer> sendUntilAnswered(Call call) {
        return sendOnce(call).transform(outcome -> {
            Optional<Duration> pause = pauseBeforeRepeating(outcome)
                    .filter(wait -> System.nanoTime() + wait.toNanos() - call.deadlineNanos() < 0);
            if (pause.isEmpty()) {
                return outcome.succeeded()
                        ? Future.succeededFuture(outcome.result())
                        : Future.failedFuture(outcome.cause());
            }
            repeats.incrementAndGet();
            return after(pause.get()).compose(waited -> sendUntilAnswered(call));
        });
    }

    private Future<Answer> sendOnce(Call call) {
        RequestOptions options = new RequestOptions()
                .setMethod(call.method())
                .setAbsoluteURI(call.url())
                .setTimeout(ANSWER_LIMIT_MILLIS);
        call.headers().forEach(options::putHeader);
        return client.request(options)
                .compose(request -> call.body() == null ? request.send() : request.send(Buffer.buffer(call.body())))
                .compose(response -> response.body().map(body -> Answer.of(response, body)));
    }

    /** Empty when the outcome is one to be told. */
    private static Optional<Duration> pauseBeforeRepeating(AsyncResult<Answer> outcome) {
        if (outcome.failed()) {
            boolean lost = outcome.cause() instanceof IOException || outcome.cause() instanceof HttpClosedException;
            return lost ? Optional.of(PAUSE_AFTER_LOSS) : Optional.empty();
        }
        String retryAfter = outcome.result().headers().get("retry-after");
        if (outcome.result().status() != UNAVAILABLE || retryAfter == null || !retryAfter.matches("\\d{1,9}")) {
            return Optional.empty();
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(retryAfter));
        return Optional.of(asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked);
    }

    /** Completes when the time has passed. */
    Future<Void> after(Duration time) {
        // A timer takes whole milliseconds, and at least one.
        return time.toMillis() < 1
                ? Future.succeededFuture()
                : vertx.timer(time.toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
    }

    /** How many calls were sent again so far. */
    int repeats() {
        return repeats.get();
    }

    @Override
    public void close() {
        Api.await(client.close());
        Api.await(vertx.close());
    }
}
