package io.flashsale.edge.answering;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommonHeadersTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void everyAnswerHasThemWhoeverRegisteredFirstAndWhetherThereIsARouteOrNot() throws Exception {
        Router router = Router.router(vertx);
        router.get("/here").order(-1).handler(route -> route.response().end());
        new CommonHeaders(() -> Map.of("X-Frame-Options", "DENY", "Referrer-Policy", "no-referrer")).register(router);
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);

        for (String path : List.of("/here", "/nowhere")) {
            HttpResponse<Void> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
                                    .build(),
                            BodyHandlers.discarding());
            assertThat(answer.headers().allValues("X-Frame-Options")).as(path).containsExactly("DENY");
            assertThat(answer.headers().allValues("Referrer-Policy")).as(path).containsExactly("no-referrer");
        }
    }
}
