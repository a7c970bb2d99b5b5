package io.flashsale.inventory.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.inventory.redis.SlotKey;
import io.flashsale.inventory.testing.Calls;
import io.flashsale.inventory.testing.OrderServiceStub;
import io.flashsale.inventory.testing.OwnRedis;
import io.flashsale.inventory.testing.TestSale;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/**
 * What it costs that Redis syncs its file before it answers a reservation: batches of clicks over HTTP as edges send
 * them, with {@code appendfsync always} and {@code everysec} in turns on the same server. Not part of any build; see
 * docs/performance.md.
 */
@QuarkusTest
@TestProfile(Unconfirmed.class)
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "inventory"))
@WithTestResource(OrderServiceStub.class)
@WithTestResource(OwnRedis.class)
class AppendFsyncBenchmark {

    private static final int CALLS_IN_FLIGHT = 8;
    private static final int ROUNDS = 5;
    private static final int STOCK = Unconfirmed.STOCK;

    private enum Sync {
        ALWAYS,
        EVERYSEC;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @TestHTTPResource
    URI service;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private TestSale sale;
    private int buyers;

    @Test
    void reservationsPerSecondWithAndWithout() {
        sale = TestSale.open(STOCK, 1);
        System.out.println("clicks per call   always, everysec [reservations/s, median of " + ROUNDS + "]   ratio");
        for (int clicksPerCall : new int[] {1, 16, 64, 256}) {
            int calls = Math.max(100, 3_000 / clicksPerCall);
            Map<Sync, List<Double>> rates = new EnumMap<>(Sync.class);
            for (int round = -1; round < ROUNDS; round++) {
                for (Sync sync : round % 2 == 0 ? Sync.values() : new Sync[] {Sync.EVERYSEC, Sync.ALWAYS}) {
                    double rate = measure(sync, calls, clicksPerCall);
                    // The first round only warms up.
                    if (round >= 0) {
                        rates.computeIfAbsent(sync, each -> new ArrayList<>()).add(rate);
                    }
                }
            }
            double always = median(rates.get(Sync.ALWAYS));
            double everysec = median(rates.get(Sync.EVERYSEC));
            System.out.printf(
                    Locale.ROOT, "%15d   %,8.0f, %,8.0f   %.2f%n", clicksPerCall, always, everysec, always / everysec);
        }
    }

    private double measure(Sync sync, int calls, int clicksPerCall) {
        try (Jedis redis = OwnRedis.client()) {
            redis.configSet("appendfsync", sync.word());
        }
        List<HttpRequest> requests = IntStream.range(0, calls)
                .mapToObj(call -> request(clicksPerCall))
                .toList();
        AtomicInteger next = new AtomicInteger();
        long begun = System.nanoTime();
        CompletableFuture.allOf(IntStream.range(0, CALLS_IN_FLIGHT)
                        .mapToObj(lane -> sendAll(requests, next))
                        .toArray(CompletableFuture[]::new))
                .join();
        double seconds = (System.nanoTime() - begun) / 1e9;
        try (Jedis redis = OwnRedis.client()) {
            assertThat(redis.hget(SlotKey.SALE.of(sale.id()), "available"))
                    .as("left, when every click was a reservation")
                    .isEqualTo(Integer.toString(STOCK - buyers));
        }
        return calls * clicksPerCall / seconds;
    }

    private CompletableFuture<Void> sendAll(List<HttpRequest> requests, AtomicInteger next) {
        int call = next.getAndIncrement();
        if (call >= requests.size()) {
            return CompletableFuture.completedFuture(null);
        }
        return client.sendAsync(requests.get(call), BodyHandlers.discarding())
                .thenAccept(AppendFsyncBenchmark::demandOk)
                .thenCompose(done -> sendAll(requests, next));
    }

    private static void demandOk(HttpResponse<?> response) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException("A call was answered " + response.statusCode());
        }
    }

    private HttpRequest request(int clicks) {
        String body = "{\"clicks\":["
                + String.join(
                        ",",
                        IntStream.range(0, clicks)
                                .mapToObj(i -> TestSale.click("buyer" + buyers++, 1))
                                .toList())
                + "]}";
        return HttpRequest.newBuilder(service.resolve("/internal/sales/" + sale.id() + "/reservations"))
                .header("X-Service-Token", Calls.TOKEN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static double median(List<Double> values) {
        Collections.sort(values);
        return values.get(values.size() / 2);
    }
}
