package io.flashsale.edge.buying;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.concurrency.TestLimiters;
import io.flashsale.edge.contending.ContenderBook;
import io.flashsale.edge.rig.Settings;
import io.flashsale.edge.selling.Boards;
import io.flashsale.edge.selling.SaleBoard;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A click on an edge that has not read yet which sales there are. */
class StartingEdgeBuyTest {

    @Test
    void aClickOnASaleThatMayExistIsToldSoldOutForNow() throws Exception {
        Vertx vertx = Vertx.vertx();
        SaleBoard board = Boards.empty(new ContenderBook(), Clock.systemUTC());
        Router router = Router.router(vertx);
        new BuyRoute(
                        board,
                        null,
                        null,
                        null,
                        Settings.of(BuyingConfig.class, "flashsale.buying", Map.of()),
                        TestLimiters.byDefault(),
                        Clock.systemUTC(),
                        new SimpleMeterRegistry())
                .register(router);
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        try {
            assertThat(buy(server).statusCode()).isEqualTo(409);
            assertThat(buy(server).body()).contains("/problems/sold-out").contains("\"final\":false");
            board.complete();
            assertThat(buy(server).statusCode()).isEqualTo(404);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static HttpResponse<String> buy(HttpServer server) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + server.actualPort() + "/api/sales/x/orders"))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
