package io.flashsale.inventory.relaying;

import static io.flashsale.inventory.testing.TestSale.PATIENCE;
import static io.flashsale.inventory.testing.TestSale.REDIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flashsale.inventory.redis.SlotKey;
import io.flashsale.inventory.redis.Slots;
import io.flashsale.inventory.testing.OrderServiceStub;
import io.flashsale.testing.RealServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.StreamEntryID;

/** What has left the outbox and has not reached Kafka, beside a rebuild. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "inventory"))
@WithTestResource(OrderServiceStub.class)
class InHandTest {

    /** One that the service itself does not relay. */
    private static final String SALE = "inhand01";

    @Inject
    Slots slots;

    @Inject
    ReservationBacklog backlog;

    @Inject
    RelayingConfig config;

    @Inject
    ObjectMapper json;

    @Test
    void aRebuildTakesNoEndOffsetsWhileABatchIsInHandThatRedisHasLost() throws Exception {
        CompletableFuture<Void> broker = new CompletableFuture<>();
        CountDownLatch sending = new CountDownLatch(1);
        OutboxRelay relay = new OutboxRelay(
                slots,
                new ReservationPublisher(emitter(sending, broker), json),
                backlog,
                config,
                Clock.systemUTC(),
                new SimpleMeterRegistry());
        REDIS.xadd(
                SlotKey.OUTBOX.of(SALE),
                StreamEntryID.NEW_ENTRY,
                Map.of("o", SALE + "-1-1", "b", "alice", "q", "1", "t", "1760000000000", "p", ""));

        CompletableFuture<Integer> draining = CompletableFuture.supplyAsync(() -> relay.drain(SALE));
        assertThat(sending.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        REDIS.del(SlotKey.OUTBOX.of(SALE));
        CompletableFuture<Void> rebuilding = CompletableFuture.runAsync(relay::awaitNothingInHand);

        await().during(Duration.ofMillis(300)).atMost(PATIENCE).until(() -> !rebuilding.isDone());
        broker.complete(null);
        rebuilding.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(draining.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1);
    }

    @SuppressWarnings("unchecked")
    private static MutinyEmitter<Record<String, String>> emitter(
            CountDownLatch sending, CompletableFuture<Void> broker) {
        return (MutinyEmitter<Record<String, String>>) Proxy.newProxyInstance(
                InHandTest.class.getClassLoader(),
                new Class<?>[] {MutinyEmitter.class},
                (emitter, method, arguments) -> {
                    sending.countDown();
                    return Uni.createFrom().completionStage(broker);
                });
    }
}
