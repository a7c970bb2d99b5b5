package io.flashsale.edge.routing;

import io.flashsale.edge.answering.Answers;
import io.flashsale.edge.concurrency.Limiters;
import io.flashsale.edge.identity.Sessions;
import io.flashsale.edge.routing.Breakers.Breaker;
import io.flashsale.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Passes a signed-in buyer's calls on to the service that owns them, with the buyer's id and the service token in place of
 * whatever the client sent under those names.
 */
@Singleton
final class BuyerProxy {

    private static final String USER = "X-User-Id";
    private static final String SERVICE_TOKEN = "X-Service-Token";

    private static final int CONNECTIONS = 256;
    /** The way of an upgrade would go past the breaker and keep its connection: the services have none to offer. */
    private static final ProxyOptions HTTP_ONLY = new ProxyOptions().setSupportWebSocket(false);

    private final Sessions sessions;
    private final String serviceToken;
    private final Passage orders;
    private final Passage orderEvents;
    private final Passage payments;

    BuyerProxy(Upstreams upstreams, Sessions sessions, UpstreamConfig config, Breakers breakers, Limiters limiters) {
        this.sessions = sessions;
        this.serviceToken = config.serviceToken();
        Breaker ofOrders = breakers.of("order-service");
        this.orders = new Passage(
                proxy(orderClient(upstreams, config, CONNECTIONS), config.proxyTimeout(), ofOrders),
                limiters.callsTo("order-service"));
        // A stream occupies its connection for as long as the buyer watches; a heartbeat comes every 15 seconds.
        this.orderEvents = new Passage(
                proxy(orderClient(upstreams, config, config.maxStreams()), Duration.ofSeconds(60), ofOrders), null);
        this.payments = new Passage(
                proxy(
                        upstreams.client("payment-service", config.paymentService(), options(CONNECTIONS)),
                        config.proxyTimeout(),
                        breakers.of("payment-service")),
                limiters.callsTo("payment-service"));
    }

    private static UpstreamClient orderClient(Upstreams upstreams, UpstreamConfig config, int connections) {
        return upstreams.client("order-service", config.orderService(), options(connections));
    }

    private static HttpClientOptions options(int connections) {
        return new HttpClientOptions()
                .setMaxPoolSize(connections)
                .setMaxWaitQueueSize(connections)
                .setConnectTimeout(1_000);
    }

    private static Supplier<HttpProxy> proxy(UpstreamClient client, Duration idle, Breaker breaker) {
        return () -> HttpProxy.reverseProxy(HTTP_ONLY, client.http())
                // Of this call, not of its connection: that may have been waiting in the pool for longer.
                .origin(context -> client.request(new RequestOptions().setIdleTimeout(idle.toMillis())))
                .addInterceptor(new UnavailableInterceptor(breaker));
    }

    void register(@Observes Router router) {
        router.post("/api/orders/:orderId/payments").handler(route -> pass(route, payments));
        router.get("/api/orders/:orderId/events").handler(route -> pass(route, orderEvents));
        router.post("/api/orders/:orderId/cancellation").handler(route -> pass(route, orders));
        router.get("/api/orders/:orderId").handler(route -> pass(route, orders));
        router.get("/api/orders").handler(route -> pass(route, orders));
    }

    private void pass(RoutingContext route, Passage passage) {
        String authorization = route.request().getHeader(HttpHeaders.AUTHORIZATION);
        String userId = sessions.userOf(authorization);
        if (userId == null) {
            Answers.refuse(route.response(), Problem.unauthenticated("Sign in at /api/session."));
            return;
        }
        route.request()
                .headers()
                .set(USER, userId)
                .set(SERVICE_TOKEN, serviceToken)
                .remove(HttpHeaders.AUTHORIZATION);
        passage.pass(route, Sessions.claimsPrivilege(authorization));
    }

    /**
     * A service that cannot be reached is unavailable, in the contract's words; a call that only reads is made once more
     * when its connection is lost, because the service may just be stopping.
     */
    private record UnavailableInterceptor(Breaker breaker) implements ProxyInterceptor {

        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            long sentAt = System.nanoTime();
            return breaker.call(() -> context.sendRequest().recover(failure -> again(context, failure, sentAt)))
                    .recover(failure -> {
                        Problem problem = Problem.unavailable("A part of the system does not answer; try again.");
                        ProxyResponse response = context.request().release().response();
                        response.setStatusCode(problem.status());
                        response.putHeader("Content-Type", Problem.MEDIA_TYPE);
                        response.putHeader("Retry-After", Integer.toString(Problem.RETRY_AFTER_SECONDS));
                        response.setBody(Body.body(Answers.encode(problem)));
                        return Future.succeededFuture(response);
                    });
        }

        private static Future<ProxyResponse> again(ProxyContext context, Throwable failure, long sentAt) {
            HttpMethod method = context.request().getMethod();
            boolean onlyReads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
            if (!onlyReads
                    || !LostCall.isWorthRepeating(failure, sentAt)
                    || !context.request().proxiedRequest().isEnded()) {
                return Future.failedFuture(failure);
            }
            // What was piped once cannot be piped a second time.
            context.request().setBody(null);
            return context.sendRequest();
        }
    }
}
