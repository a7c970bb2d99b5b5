package io.flashsale.edge.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.concurrency.TestLimiters;
import io.flashsale.edge.concurrency.UpstreamLimiter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.httpproxy.HttpProxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A passage to a service that is given one thing to do at once. */
class PassageTest {

    private final Vertx vertx = Vertx.vertx();
    private final UpstreamLimiter limiter = TestLimiters.fixed(1);
    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private final HttpClient client = vertx.createHttpClient();
    private HttpServer edge;

    @BeforeEach
    void start() {
        HttpServer service =
                await(vertx.createHttpServer().requestHandler(this::serve).listen(0, "127.0.0.1"));
        Passage passage =
                new Passage(() -> HttpProxy.reverseProxy(client).origin(service.actualPort(), "127.0.0.1"), limiter);
        Router router = Router.router(vertx);
        router.route("/call").handler(route -> passage.pass(route, false));
        edge = await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    }

    private void serve(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            arrived.add(request.method() + " " + request.getHeader("Content-Length") + " " + body);
            request.response().end();
        });
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    @Test
    void passesTheBodyOnAsItCame() {
        assertThat(statusOf(HttpMethod.POST, "{\"method\":\"card\"}")).isEqualTo(200);
        assertThat(await(begin(HttpMethod.POST).compose(request -> request.setChunked(true)
                                .write("{}")
                                .compose(sent -> request.end("{}"))
                                .compose(sent -> request.response())))
                        .statusCode())
                .isEqualTo(200);
        assertThat(statusOf(HttpMethod.GET, "")).isEqualTo(200);
        assertThat(arrived).containsExactly("POST 17 {\"method\":\"card\"}", "POST 4 {}{}", "GET null ");
        Awaitility.await().until(() -> limiter.inFlight() == 0);
    }

    @Test
    void aBodyThatDoesNotComeTakesNobodysPlaceAndReachesNobody() {
        HttpClientRequest slow = await(begin(HttpMethod.POST));
        slow.putHeader("Content-Length", "100");
        await(slow.write("{"));
        assertThat(statusOf(HttpMethod.POST, "{}")).isEqualTo(200);
        Awaitility.await().until(() -> limiter.inFlight() == 0);
        slow.reset();
        assertThat(statusOf(HttpMethod.POST, "{}")).isEqualTo(200);
        assertThat(arrived).containsExactly("POST 2 {}", "POST 2 {}");
    }

    @Test
    void aBodyThatIsTooLongIsRefusedHere() {
        assertThat(statusOf(HttpMethod.POST, "x".repeat(16 * 1024 + 1))).isEqualTo(400);
        assertThat(arrived).isEmpty();
        Awaitility.await().until(() -> limiter.inFlight() == 0);
    }

    private int statusOf(HttpMethod method, String body) {
        return await(begin(method).compose(request -> body.isEmpty() ? request.send() : request.send(body)))
                .statusCode();
    }

    private Future<HttpClientRequest> begin(HttpMethod method) {
        return client.request(method, edge.actualPort(), "127.0.0.1", "/call");
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
