package io.flashsale.inventory.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.inventory.redis.SlotKey;
import io.flashsale.inventory.testing.Calls;
import io.flashsale.inventory.testing.OrderServiceStub;
import io.flashsale.inventory.testing.OwnRedis;
import io.flashsale.inventory.testing.TestSale;
import io.flashsale.testing.RealServers;
import io.flashsale.testing.measuring.BareServer;
import io.flashsale.testing.measuring.Stampede;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/**
 * How many durable reservations a second the service makes of calls as edges send them, beside the calls of a single click
 * that a bare server answers with the same bytes, in turns. The relay works meanwhile, and has finished before the bare
 * server's turn. Not part of any build; see docs/performance.md.
 */
@QuarkusTest
@TestProfile(Unconfirmed.class)
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "inventory"))
@WithTestResource(OrderServiceStub.class)
@WithTestResource(OwnRedis.class)
class ReservationBenchmark {

    private static final int ROUNDS = 5;
    private static final int WARM_UP_ROUNDS = 2;
    private static final int CALLS_IN_FLIGHT = 8;
    private static final int BARE_CALLS = 50_000;

    @TestHTTPResource
    URI service;

    private TestSale sale;
    private int buyers;

    /**
     * Calls that each make reservations, in one round.
     *
     * @param reserved per second until the last one was answered
     * @param relayed per second until the last one was in Kafka too
     */
    private record Rates(double reserved, double relayed) {}

    @Test
    void reservationsPerSecondBesideABareServer() throws Exception {
        sale = TestSale.open(Unconfirmed.STOCK, 1);
        try (Stampede stampede = new Stampede("]}");
                BareServer bare = new BareServer()) {
            bare.answerWith(stampede.ask(service, call(1)));
            System.out.printf(
                    "clicks a call   reserved, relayed, bare answers to a click [1/s, median of %d]   ratio%n", ROUNDS);
            for (int clicks : new int[] {1, 16, 64, 256}) {
                measure(stampede, bare, clicks);
            }
        }
    }

    private void measure(Stampede stampede, BareServer bare, int clicks) throws Exception {
        double[] reserved = new double[ROUNDS];
        double[] relayed = new double[ROUNDS];
        double[] answered = new double[ROUNDS];
        for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
            Rates rates = reserve(stampede, clicks);
            double bareRate = ask(stampede, bare);
            if (round >= 0) {
                reserved[round] = rates.reserved();
                relayed[round] = rates.relayed();
                answered[round] = bareRate;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%13d   %,8.0f, %,7.0f, %,8.0f   %.2f%n",
                clicks,
                median(reserved),
                median(relayed),
                median(answered),
                median(reserved) / median(answered));
    }

    private Rates reserve(Stampede stampede, int clicks) throws Exception {
        int calls = Math.min(200, 6_000 / clicks + 100);
        List<Buffer> requests =
                IntStream.range(0, calls).mapToObj(each -> call(clicks)).toList();
        double seconds = stampede.once(service, requests, 200, CALLS_IN_FLIGHT);
        long answered = System.nanoTime();
        try (Jedis redis = OwnRedis.client()) {
            assertThat(redis.hget(SlotKey.SALE.of(sale.id()), "available"))
                    .as("left, when every click was a reservation")
                    .isEqualTo(Integer.toString(Unconfirmed.STOCK - buyers));
            Awaitility.await("nothing left in the outbox")
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> redis.xlen(SlotKey.OUTBOX.of(sale.id())) == 0);
        }
        double more = (System.nanoTime() - answered) / 1e9;
        return new Rates(calls * clicks / seconds, calls * clicks / (seconds + more));
    }

    private double ask(Stampede stampede, BareServer bare) throws Exception {
        Buffer one = request("{\"clicks\":[" + TestSale.click("buyer", 1) + "]}");
        return BARE_CALLS
                / stampede.once(
                        bare.url(),
                        IntStream.range(0, BARE_CALLS).mapToObj(each -> one).toList(),
                        200,
                        Stampede.CONNECTIONS);
    }

    private Buffer call(int clicks) {
        return request("{\"clicks\":["
                + String.join(
                        ",",
                        IntStream.range(0, clicks)
                                .mapToObj(i -> TestSale.click("buyer" + buyers++, 1))
                                .toList())
                + "]}");
    }

    private Buffer request(String body) {
        return Buffer.buffer("POST /internal/sales/" + sale.id() + "/reservations HTTP/1.1\r\nHost: localhost\r\n"
                + "X-Service-Token: " + Calls.TOKEN + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
