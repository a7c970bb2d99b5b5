package io.flashsale.edge.routing;

import io.flashsale.edge.answering.Answers.Refusal;
import io.flashsale.edge.concurrency.UpstreamLimiter;
import io.flashsale.problem.Problem;
import io.vertx.core.AsyncResult;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.HttpProxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The way of buyers' calls to a service, as many at a time as it answers soon; the others are told at once to come again.
 *
 * @param limiter null where calls last for as long as their buyer wishes, as streams do
 */
record Passage(HttpProxy proxy, UpstreamLimiter limiter) {

    private static final int UNAVAILABLE = 503;
    private static final Refusal BUSY =
            Refusal.of(Problem.unavailable("A part of the system has as much to do as it can; try again."));

    /** Passes a call on. */
    void pass(RoutingContext route, boolean privileged) {
        if (limiter == null) {
            proxy.handle(route.request());
        } else if (limiter.tryAcquire(privileged)) {
            long sinceNanos = limiter.nanos();
            AtomicBoolean over = new AtomicBoolean();
            route.addEndHandler(end -> {
                if (over.compareAndSet(false, true)) {
                    over(route, end, sinceNanos);
                }
            });
            proxy.handle(route.request());
        } else {
            BUSY.send(route.response());
        }
    }

    /** What a buyer broke off says nothing of the service. */
    private void over(RoutingContext route, AsyncResult<Void> end, long sinceNanos) {
        if (end.succeeded() && route.response().ended()) {
            limiter.answered(1, sinceNanos, route.response().getStatusCode() == UNAVAILABLE);
        } else {
            limiter.giveBack(1);
        }
    }
}
