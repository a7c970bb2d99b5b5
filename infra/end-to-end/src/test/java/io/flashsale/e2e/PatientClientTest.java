package io.flashsale.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PatientClientTest {

    private final Vertx vertx = Vertx.vertx();
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    @AfterEach
    void leave() {
        Api.await(vertx.close());
    }

    @Test
    void sendsACallAgainUntilTheInstanceIsBack() {
        String url = serve(request -> {
            if (bodies.size() < 3) {
                request.response()
                        .setStatusCode(503)
                        .putHeader("Retry-After", "0")
                        .end();
            } else {
                request.response().setStatusCode(202).end("here");
            }
        });
        try (PatientClient client = new PatientClient(Duration.ofSeconds(10))) {
            Answer answer = Api.await(client.send("POST", url, Map.of(), "buy"));

            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.text()).isEqualTo("here");
            assertThat(bodies).containsExactly("buy", "buy", "buy");
            assertThat(client.repeats()).isEqualTo(2);
        }
    }

    @Test
    void sendsACallAgainWhoseConnectionWasLost() {
        String url = serve(request -> {
            if (bodies.size() < 2) {
                request.connection().close();
            } else {
                request.response().end();
            }
        });
        try (PatientClient client = new PatientClient(Duration.ofSeconds(10))) {
            assertThat(Api.await(client.send("POST", url, Map.of(), "buy")).status())
                    .isEqualTo(200);
            assertThat(client.repeats()).isEqualTo(1);
        }
    }

    @Test
    void givesUpWhenItsPatienceEnds() {
        String url = serve(request -> request.response()
                .setStatusCode(503)
                .putHeader("Retry-After", "1")
                .end());
        try (PatientClient client = new PatientClient(Duration.ofMillis(1_500))) {
            assertThat(Api.await(client.send("GET", url, Map.of(), null)).status())
                    .isEqualTo(503);
            assertThat(client.repeats()).isEqualTo(1);
        }
    }

    @Test
    void tellsThatNobodyListens() {
        int port = FreePorts.block();
        try (PatientClient client = new PatientClient(Duration.ofMillis(500))) {
            assertThatThrownBy(() -> Api.await(client.send("GET", "http://127.0.0.1:" + port, Map.of(), null)))
                    .hasRootCauseInstanceOf(IOException.class);
            assertThat(client.repeats()).isPositive();
        }
    }

    @Test
    void tellsEveryOtherAnswerAtOnce() {
        for (int status : List.of(500, 502, 503)) {
            String url =
                    serve(request -> request.response().setStatusCode(status).end());
            try (PatientClient client = new PatientClient(Duration.ofSeconds(10))) {
                assertThat(Api.await(client.send("GET", url, Map.of(), null)).status())
                        .isEqualTo(status);
                assertThat(client.repeats()).isZero();
            }
        }
    }

    /** Notes each request's body before it is answered. */
    private String serve(Handler<HttpServerRequest> answering) {
        HttpServer server = Api.await(vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    bodies.add(body.toString());
                    answering.handle(request);
                }))
                .listen(0, "127.0.0.1"));
        return "http://127.0.0.1:" + server.actualPort() + "/";
    }
}
