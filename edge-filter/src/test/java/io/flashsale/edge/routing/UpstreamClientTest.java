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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
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

    @Test
    void triesTheOtherInstanceWhenOneRefuses() throws Exception {
        StubServer gone = new StubServer().start();
        gone.stop();
        UpstreamClient client = client(Upstream.of(gone.url() + "," + copy.url()));
        for (int i = 0; i < 6; i++) {
            assertThat(post(client, () -> true)).isEqualTo(201);
        }
        assertThat(copy.calls("/orders")).hasSize(6);
        assertThat(asked).as("what is known will do").isEmpty();
    }

    @Test
    void neverSendsAgainWhatWasSent() {
        StubServer other = new StubServer().start();
        try {
            List.of(copy, other).forEach(each -> each.on("/orders", (exchange, call) -> exchange.close()));
            UpstreamClient client = client(Upstream.of(other.url() + "," + copy.url()));
            assertThatThrownBy(() -> post(client, () -> true))
                    .cause()
                    .isNotInstanceOf(UpstreamClient.NoConnection.class);
            assertThat(copy.calls("/orders").size() + other.calls("/orders").size())
                    .isEqualTo(1);
        } finally {
            other.stop();
        }
    }

    @Test
    void givesTheNextCallToTheInstanceThatHasLessToDo() throws Exception {
        StubServer other = new StubServer().start();
        CountDownLatch done = new CountDownLatch(1);
        try {
            copy.on("/orders", (exchange, call) -> {
                done.await();
                StubServer.send(exchange, 200, "{}");
            });
            other.on("/orders", 201, "{}");
            UpstreamClient client = client(Upstream.of(copy.url() + "," + other.url()));
            Future<Integer> slow = send(client, () -> true);
            Awaitility.await().until(() -> copy.calls("/orders").size() == 1);
            for (int i = 0; i < 6; i++) {
                assertThat(post(client, () -> true)).isEqualTo(201);
            }
            done.countDown();
            assertThat(get(slow)).isEqualTo(200);
        } finally {
            done.countDown();
            other.stop();
        }
    }

    private int post(String host, BooleanSupplier worthwhile) throws Exception {
        int port = Upstream.of(copy.url()).names().get(0).port();
        return post(client(Upstream.of("http://" + host + ":" + port)), worthwhile);
    }

    private UpstreamClient client(Upstream upstream) {
        return new UpstreamClient(VERTX, new HttpClientOptions(), new Copies(upstream), name -> {
            asked.add(name);
            if (found == null) {
                throw new UnknownHostException(name);
            }
            return found;
        });
    }

    private static int post(UpstreamClient client, BooleanSupplier worthwhile) throws Exception {
        return get(send(client, worthwhile));
    }

    private static Future<Integer> send(UpstreamClient client, BooleanSupplier worthwhile) {
        return client.request(new RequestOptions().setMethod(HttpMethod.POST).setURI("/orders"), worthwhile)
                .compose(request -> request.send("{}"))
                .map(response -> response.statusCode());
    }

    private static int get(Future<Integer> status) throws Exception {
        return status.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
