package io.flashsale.edge.routing;

import io.flashsale.edge.answering.Answers.Refusal;
import io.flashsale.edge.answering.WholeBody;
import io.flashsale.edge.concurrency.UpstreamLimiter;
import io.flashsale.problem.Problem;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The way of buyers' calls to a service, as many at a time as it answers soon; the others are told at once to come again.
 *
 * <p>A permit is taken, and the time begins to count, once the call's body is there: nothing that a client does slowly is
 * taken for the service's slowness or keeps others waiting.
 *
 * @param proxies makes a proxy for one call
 * @param limiter null where calls last for as long as their buyer wishes, as streams do
 */
record Passage(Supplier<HttpProxy> proxies, UpstreamLimiter limiter) {

    private static final int UNAVAILABLE = 503;
    private static final Refusal BUSY =
            Refusal.of(Problem.unavailable("A part of the system has as much to do as it can; try again."));
    private static final WholeBody BODY = new WholeBody(16 * 1024, Duration.ofSeconds(6));

    /** Passes a call on. */
    void pass(RoutingContext route, boolean privileged) {
        BODY.read(
                route.request(),
                body -> {
                    if (limiter == null) {
                        handOver(route, body);
                    } else {
                        pass(route, privileged, body);
                    }
                },
                () -> {});
    }

    private void pass(RoutingContext route, boolean privileged, Buffer body) {
        if (!limiter.tryAcquire(privileged)) {
            BUSY.send(route.response());
            return;
        }
        long sinceNanos = limiter.nanos();
        AtomicBoolean over = new AtomicBoolean();
        route.addEndHandler(end -> {
            if (over.compareAndSet(false, true)) {
                over(route, end, sinceNanos);
            }
        });
        handOver(route, body);
    }

    private void handOver(RoutingContext route, Buffer body) {
        proxies.get().addInterceptor(new BodyAsRead(body)).handle(route.request());
    }

    /** What a buyer broke off says nothing of the service. */
    private void over(RoutingContext route, AsyncResult<Void> end, long sinceNanos) {
        if (end.succeeded() && route.response().ended()) {
            limiter.answered(1, sinceNanos, route.response().getStatusCode() == UNAVAILABLE);
        } else {
            limiter.giveBack(1);
        }
    }

    /** Sends the body that was read in place of the request's own, which has nothing left. */
    private record BodyAsRead(Buffer body) implements ProxyInterceptor {

        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            // The proxy has paused it to read it later, and one that is paused has not ended by its own word.
            context.request().proxiedRequest().resume();
            context.request().setBody(body.length() == 0 ? null : Body.body(body));
            return context.sendRequest();
        }
    }
}
