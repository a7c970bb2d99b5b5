package io.flashsale.edge.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flashsale.edge.rig.StubServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A name with two addresses, of which the one that is tried first refuses: 127.0.0.2 where nobody listens. */
class UpstreamClientTest {

    private static final Vertx VERTX = Vertx.vertx();

    private final StubServer copy = new StubServer().start();
    private final List<String> asked = new ArrayList<>();
    private List<String> found = List.of("127.0.0.2", "127.0.0.1");

    @BeforeEach
    void answer() {
        copy.on("/orders", 201, "{}");
    }

    @AfterEach
    void stop() {
        copy.stop();
    }

    @AfterAll
    static void stopAll() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void triesTheOtherAddressWhenOneRefuses() throws Exception {
        assertThat(post("127.0.0.2", () -> true)).isEqualTo(201);
        assertThat(copy.calls("/orders")).hasSize(1);
        assertThat(copy.calls("/orders").get(0).header("Host")).startsWith("127.0.0.2");
        assertThat(asked).containsExactly("127.0.0.2");
    }

    @Test
    void asksForNoOtherAddressWhenTheFirstAnswers() throws Exception {
        assertThat(post("127.0.0.1", () -> true)).isEqualTo(201);
        assertThat(asked).isEmpty();
    }

    @Test
    void makesNoFurtherAttemptThatIsNotWorthwhile() {
        assertNoConnection(() -> false);
        assertThat(asked).isEmpty();
        assertThat(copy.calls("/orders")).isEmpty();
    }

    @Test
    void givesUpWhenNoAddressAnswers() {
        found = List.of("127.0.0.2", "127.0.0.3");
        assertNoConnection(() -> true);
        found = List.of();
        assertNoConnection(() -> true);
        found = null;
        assertNoConnection(() -> true);
    }

    private void assertNoConnection(BooleanSupplier worthwhile) {
        assertThatThrownBy(() -> post("127.0.0.2", worthwhile))
                .cause()
                .isInstanceOf(UpstreamClient.NoConnection.class)
                .hasMessageContaining("refused");
    }

    private int post(String host, BooleanSupplier worthwhile) throws Exception {
        int port = Upstream.of(copy.url()).port();
        UpstreamClient client = new UpstreamClient(VERTX, new HttpClientOptions(), new Upstream(host, port), name -> {
            asked.add(name);
            if (found == null) {
                throw new UnknownHostException(name);
            }
            return found;
        });
        Future<Integer> status = client.request(
                        new RequestOptions().setMethod(HttpMethod.POST).setURI("/orders"), worthwhile)
                .compose(request -> request.send("{}"))
                .map(response -> response.statusCode());
        return status.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
