package io.flashsale.edge.answering;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies as clients of both versions of HTTP send them, or do not. */
class WholeBodyTest {

    private static final int MOST_BYTES = 20;
    private static final String NOT_READ = "not read";

    private final Vertx vertx = Vertx.vertx();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private WholeBody body = new WholeBody(MOST_BYTES, Duration.ofMinutes(1));
    private HttpServer server;

    @BeforeEach
    void start() {
        server = await(vertx.createHttpServer()
                .requestHandler(request -> body.read(
                        request,
                        bytes -> {
                            told.add(bytes.toString());
                            request.response().end();
                        },
                        () -> told.add(NOT_READ)))
                .listen(0, "127.0.0.1"));
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void handsOverWhatCameAndIsDoneWithIt(HttpVersion version) {
        body = new WholeBody(MOST_BYTES, Duration.ofMillis(300));
        HttpClient client = client(version);
        assertThat(await(begin(client).compose(request -> request.send("x".repeat(MOST_BYTES))))
                        .statusCode())
                .isEqualTo(200);
        await(client.close());
        // The deadline of the first has passed when that of a later one has.
        await(begin(client(version)).compose(request -> {
            request.putHeader("Content-Length", "10");
            return request.sendHead().compose(sent -> request.response());
        }));
        assertThat(told).containsExactly("x".repeat(MOST_BYTES), NOT_READ);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void tellsOnceOfABodyThatIsBrokenOff(HttpVersion version) {
        await(begin(client(version))
                .compose(request -> {
                    request.putHeader("Content-Length", "10");
                    return request.write("12345").map(sent -> request);
                })
                .map(HttpClientRequest::reset));
        Awaitility.await().until(() -> !told.isEmpty());
        assertThat(told).containsExactly(NOT_READ);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void refusesABodyThatTakesTooLong(HttpVersion version) {
        body = new WholeBody(MOST_BYTES, Duration.ofMillis(200));
        HttpClientRequest request = await(begin(client(version)));
        request.putHeader("Content-Length", "10");
        await(request.write("12345"));
        assertThat(await(request.response().compose(answer -> {
                            assertThat(answer.statusCode()).isEqualTo(400);
                            return answer.body();
                        }))
                        .toString())
                .contains("\"field\":\"body\"", "within 200 milliseconds");
        assertThat(told).containsExactly(NOT_READ);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void refusesABodyThatIsTooLong(HttpVersion version) {
        assertThat(await(begin(client(version)).compose(request -> request.send("x".repeat(MOST_BYTES + 1))))
                        .statusCode())
                .isEqualTo(400);
        assertThat(told).containsExactly(NOT_READ);
    }

    private HttpClient client(HttpVersion version) {
        return vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false));
    }

    private Future<HttpClientRequest> begin(HttpClient client) {
        return client.request(HttpMethod.POST, server.actualPort(), "127.0.0.1", "/");
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
