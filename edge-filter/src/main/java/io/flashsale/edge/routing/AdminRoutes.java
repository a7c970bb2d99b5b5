package io.flashsale.edge.routing;

import io.flashsale.edge.answering.Answers;
import io.flashsale.edge.answering.JsonBody;
import io.flashsale.edge.identity.Operators;
import io.flashsale.edge.selling.SaleBoard;
import io.flashsale.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Passes the operators' calls on to inventory-service. */
@Singleton
final class AdminRoutes {

    private static final Logger LOG = Logger.getLogger(AdminRoutes.class);
    private static final long LEDGER_TIMEOUT_MILLIS = 15_000;
    private static final Duration FEED_PATIENCE = Duration.ofSeconds(5);

    private final UpstreamClient inventory;
    private final String serviceToken;
    private final Operators operators;
    private final SaleBoard board;

    AdminRoutes(Upstreams upstreams, UpstreamConfig config, Operators operators, SaleBoard board) {
        this.inventory = upstreams.client(
                "inventory-service",
                config.inventoryService(),
                new HttpClientOptions().setConnectTimeout(1_000).setMaxPoolSize(16));
        this.serviceToken = config.serviceToken();
        this.operators = operators;
        this.board = board;
    }

    /** A service's answer, whole. */
    private record Reply(int status, String contentType, String location, String etag, Buffer body) {}

    void register(@Observes Router router) {
        router.route("/admin/*").handler(operators::demand);
        router.post("/admin/sales").handler(this::createSale);
        router.get("/admin/sales/:saleId/ledger").handler(route -> pass(route, HttpMethod.GET));
        router.get("/admin/sales/:saleId/rebuild").handler(route -> pass(route, HttpMethod.GET));
        router.post("/admin/sales/:saleId/rebuild").handler(route -> pass(route, HttpMethod.POST));
        router.get("/admin/switches").handler(route -> pass(route, HttpMethod.GET));
        router.put("/admin/switches/:name").handler(this::setSwitch);
    }

    /** Answers 201 once this edge knows the sale itself, so that the operator's next call finds it here. */
    private void createSale(RoutingContext route) {
        JsonBody.readBytes(route.request(), body -> call(HttpMethod.POST, "/admin/sales", body)
                .onFailure(e -> refuseUnavailable(route))
                .onSuccess(reply -> {
                    if (reply.status() != 201) {
                        send(route.response(), reply);
                        return;
                    }
                    String saleId = saleIdOf(reply);
                    if (saleId == null) {
                        refuseUnavailable(route);
                        return;
                    }
                    board.whenKnown(saleId, FEED_PATIENCE)
                            .whenComplete((known, late) -> route.vertx().runOnContext(onLoop -> {
                                if (late == null) {
                                    send(route.response(), reply);
                                } else {
                                    Answers.refuse(
                                            route.response(),
                                            Problem.unavailable("The sale is kept, but is not known here yet.")
                                                    .with(
                                                            "sale",
                                                            reply.body()
                                                                    .toJsonObject()
                                                                    .getMap()));
                                }
                            }));
                }));
    }

    private static String saleIdOf(Reply reply) {
        try {
            return reply.body().toJsonObject().getString("id");
        } catch (DecodeException | ClassCastException e) {
            LOG.errorf("inventory-service answered 201 without a sale: %s", e.getMessage());
            return null;
        }
    }

    /** A switch is changed once: an answer that was lost is told as such, and reading the switches tells what is so. */
    private void setSwitch(RoutingContext route) {
        String ifMatch = route.request().getHeader(HttpHeaders.IF_MATCH);
        JsonBody.readBytes(route.request(), body -> callOnce(
                        HttpMethod.PUT, route.request().path(), ifMatch, body)
                .onFailure(e -> refuseUnavailable(route))
                .onSuccess(reply -> send(route.response(), reply)));
    }

    private void pass(RoutingContext route, HttpMethod method) {
        call(method, route.request().path(), Buffer.buffer())
                .onFailure(e -> refuseUnavailable(route))
                .onSuccess(reply -> send(route.response(), reply));
    }

    /** A call that only reads is made once more when its connection is lost: a service may just be stopping. */
    private Future<Reply> call(HttpMethod method, String path, Buffer body) {
        long sentAt = System.nanoTime();
        Future<Reply> reply = callOnce(method, path, null, body);
        return method.equals(HttpMethod.GET)
                ? reply.recover(failure -> LostCall.isWorthRepeating(failure, sentAt)
                        ? callOnce(method, path, null, body)
                        : Future.failedFuture(failure))
                : reply;
    }

    private Future<Reply> callOnce(HttpMethod method, String path, String ifMatch, Buffer body) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setURI(path)
                .setTimeout(LEDGER_TIMEOUT_MILLIS)
                .putHeader("X-Service-Token", serviceToken)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        if (ifMatch != null) {
            options.putHeader(HttpHeaders.IF_MATCH, ifMatch);
        }
        return inventory.request(options).compose(request -> request.send(body)).compose(response -> response.body()
                .map(content -> new Reply(
                        response.statusCode(),
                        response.getHeader(HttpHeaders.CONTENT_TYPE),
                        response.getHeader(HttpHeaders.LOCATION),
                        response.getHeader(HttpHeaders.ETAG),
                        content)));
    }

    private static void send(HttpServerResponse response, Reply reply) {
        if (reply.contentType() != null) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, reply.contentType());
        }
        if (reply.location() != null) {
            response.putHeader(
                    HttpHeaders.LOCATION, URI.create(reply.location()).getRawPath());
        }
        if (reply.etag() != null) {
            response.putHeader(HttpHeaders.ETAG, reply.etag());
        }
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setStatusCode(reply.status()).end(reply.body());
    }

    private static void refuseUnavailable(RoutingContext route) {
        Answers.refuse(route.response(), Problem.unavailable("A part of the system does not answer; try again."));
    }
}
