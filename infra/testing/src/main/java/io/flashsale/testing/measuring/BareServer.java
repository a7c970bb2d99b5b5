package io.flashsale.testing.measuring;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * What a service is measured against: an HTTP server of Vert.x alone, without a router, metrics or anything else of Quarkus,
 * on as many event loops (two a core), that answers every request with bytes which were recorded from it.
 */
public final class BareServer implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final URI url;
    private volatile Answer answer;

    /** An answer as it was sent. */
    private record Answer(int status, List<Header> headers, Buffer body) {

        private record Header(CharSequence name, CharSequence value) {}

        static Answer of(String bytes) {
            int end = bytes.indexOf("\r\n\r\n");
            String[] lines = bytes.substring(0, end).split("\r\n");
            List<Header> headers = Arrays.stream(lines)
                    .skip(1)
                    .map(line -> line.split(": ", 2))
                    // The server writes this one itself.
                    .filter(header -> !header[0].equalsIgnoreCase("content-length"))
                    .map(header ->
                            new Header(HttpHeaders.createOptimized(header[0]), HttpHeaders.createOptimized(header[1])))
                    .toList();
            return new Answer(
                    Integer.parseInt(lines[0].split(" ")[1]), headers, Buffer.buffer(bytes.substring(end + 4)));
        }
    }

    public BareServer() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        this.url = URI.create("http://127.0.0.1:" + port);
        vertx.deployVerticle(
                        () -> new Loop(port),
                        new DeploymentOptions().setInstances(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    public URI url() {
        return url;
    }

    /** Answers with these bytes from now on. */
    public void answerWith(String recorded) {
        answer = Answer.of(recorded);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private final class Loop extends AbstractVerticle {
        private final int port;

        Loop(int port) {
            this.port = port;
        }

        @Override
        public void start(Promise<Void> started) {
            vertx.createHttpServer()
                    .requestHandler(this::answer)
                    .listen(port, "127.0.0.1")
                    .<Void>mapEmpty()
                    .onComplete(started);
        }

        private void answer(HttpServerRequest request) {
            Answer now = answer;
            HttpServerResponse response = request.response().setStatusCode(now.status());
            MultiMap headers = response.headers();
            for (Answer.Header header : now.headers()) {
                headers.add(header.name(), header.value());
            }
            response.end(now.body());
        }
    }
}
