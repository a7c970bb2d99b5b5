package io.flashsale.edge.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.rig.StubServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthWatchTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String READINESS = "/q/health/ready";

    private final StubServer server = new StubServer().start();
    private final Copies copies = new Copies(Upstream.of(server.url()));
    private List<String> addresses = List.of("127.0.0.1");
    private final HealthWatch watch = new HealthWatch(VERTX, copies, this::resolve, config());

    @AfterEach
    void stop() {
        server.stop();
    }

    @AfterAll
    static void stopAll() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void onlyWhatSaysThatItIsNotReadyIsLeftOut() throws Exception {
        for (int status : new int[] {200, 404, 500}) {
            server.on(READINESS, status, "{}");
            assertThat(wellAfterALook()).as("%d", status).isEqualTo(1);
        }
        server.on(READINESS, 503, "{\"status\":\"DOWN\"}");
        assertThat(wellAfterALook()).isZero();
        server.on(READINESS, 200, "{\"status\":\"UP\"}");
        assertThat(wellAfterALook()).isEqualTo(1);
    }

    @Test
    void whatRefusesOrSaysNothingIsLeftOutUntilItIsBack() throws Exception {
        server.stop();
        assertThat(wellAfterALook()).isZero();
        server.start();
        server.on(READINESS, 200, "{}");
        assertThat(wellAfterALook()).isEqualTo(1);
        CountDownLatch over = new CountDownLatch(1);
        server.on(READINESS, (exchange, call) -> over.await());
        assertThat(wellAfterALook()).isZero();
        over.countDown();
    }

    @Test
    void everyAddressOfANameIsAnInstanceAndIsAskedForItself() throws Exception {
        server.on(READINESS, 200, "{}");
        addresses = List.of("127.0.0.1", "127.0.0.2");
        assertThat(wellAfterALook()).isEqualTo(1);
        assertThat(copies.known()).hasSize(2);
        addresses = List.of();
        assertThat(wellAfterALook()).isEqualTo(1);
        assertThat(copies.known()).as("a name that is not known now").hasSize(2);
        addresses = null;
        assertThat(wellAfterALook()).isEqualTo(1);
        assertThat(copies.known()).as("a name that is not known now").hasSize(2);
    }

    @Test
    void looksAgainAndAgain() {
        watch.begin();
        Awaitility.await().until(() -> server.calls(READINESS).size() >= 3);
    }

    private List<String> resolve(String host) throws IOException {
        if (addresses == null) {
            throw new UnknownHostException(host);
        }
        return addresses;
    }

    private long wellAfterALook() throws Exception {
        watch.look().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        return copies.wellCount(System.nanoTime());
    }

    private static RoutingConfig config() {
        return new RoutingConfig() {
            @Override
            public Duration healthInterval() {
                return Duration.ofMillis(10);
            }

            @Override
            public Duration healthTimeout() {
                return Duration.ofMillis(300);
            }
        };
    }
}
