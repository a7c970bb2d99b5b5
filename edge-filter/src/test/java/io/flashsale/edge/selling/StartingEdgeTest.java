package io.flashsale.edge.selling;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.contending.ContenderBook;
import io.flashsale.edge.identity.Identities;
import io.flashsale.edge.rig.TestSale;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An edge that has not read yet which sales there are. */
class StartingEdgeTest {

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final SaleBoard board = Boards.empty(new ContenderBook(), Clock.systemUTC());
    private HttpServer server;

    @BeforeEach
    void start() {
        Router router = Router.router(vertx);
        Clock clock = Clock.systemUTC();
        new SaleRoutes(board, Identities.operators(clock), clock).register(router);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void doesNotSayThatThereIsNoSuchSaleBeforeItKnowsThemAll() throws Exception {
        assertThat(get("/api/sales/sale1").statusCode()).isEqualTo(503);
        assertThat(get("/api/sales/sale1").headers().firstValue("Retry-After")).isPresent();
        assertThat(get("/api/sales").statusCode()).isEqualTo(503);

        board.hear(TestSale.sale().build());
        assertThat(get("/api/sales/sale1").statusCode()).isEqualTo(200);
        assertThat(get("/api/sales").statusCode()).as("there may be more").isEqualTo(503);

        board.complete();
        assertThat(get("/api/sales").statusCode()).isEqualTo(200);
        assertThat(get("/api/sales/sale2").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
