package io.flashsale.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flashsale.e2e.Api.Buyer;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Redis loses everything while ten thousand accepted orders are in Kafka and none of them is in MySQL: the case in which
 * whoever fills Redis up from MySQL sells everything twice.
 */
class LostRedisIT {

    private static final int ACCEPTED = 10_000;
    private static final int LEFT = 500;
    /** So many calls at a time, so that a busy machine answers each in time. */
    private static final int AT_ONCE = 1_000;

    @Test
    void whatIsInKafkaIsNotSoldAgain() throws IOException {
        SystemUnderTest system = SystemUnderTest.shared();
        Processes processes = system.processes();
        URI redis = URI.create(system.demand("REDIS_URL"));
        String run = UUID.randomUUID().toString().substring(0, 8);
        try (Api api = new Api(system)) {
            String saleId = api.openSale("LostRedisIT", ACCEPTED + LEFT, 1, 1_200);
            Map<Buyer, String> orders;
            processes.signal("order-service", "STOP");
            try {
                orders = buy(api, saleId, "early-" + run, ACCEPTED);
                assertThat(new HashSet<>(orders.values())).hasSize(ACCEPTED);
                Waiting.until("the outbox is empty", () -> command(redis, "XLEN", outbox(saleId))
                        .equals(":0"));
                assertThat(command(redis, "FLUSHALL")).isEqualTo("+OK");
                assertThat(buy(api, saleId, "meanwhile-" + run, 50))
                        .as("orders while nobody knows what is left")
                        .isEmpty();
            } finally {
                processes.signal("order-service", "CONT");
            }

            JsonNode reopened = settled(api, saleId, "pendingPayment", ACCEPTED);
            assertThat(reopened.get("available").asInt()).isEqualTo(LEFT);
            api.awaitState(saleId, "OPEN");
            assertThat(buy(api, saleId, "late-" + run, 2 * LEFT)).hasSize(LEFT);

            JsonNode sold = settled(api, saleId, "pendingPayment", ACCEPTED + LEFT);
            assertThat(sold.get("available").asInt()).isZero();
            assertThat(sold.get("rejected").asInt()).isZero();
            everyOrderIsThere(api, orders);
        }
    }

    private static String outbox(String saleId) {
        return "flashsale:{" + saleId + "}:outbox";
    }

    /** The orders of those who were accepted; everybody else must be told that it is sold out, for now or for good. */
    private static Map<Buyer, String> buy(Api api, String saleId, String prefix, int buyers) {
        Map<Buyer, String> orders = new LinkedHashMap<>();
        for (int from = 0; from < buyers; from += AT_ONCE) {
            List<Future<Buyer>> arriving = new ArrayList<>();
            for (int i = from; i < Math.min(buyers, from + AT_ONCE); i++) {
                arriving.add(api.signIn(prefix + "-" + i));
            }
            Api.await(Future.all(arriving));
            Map<Buyer, Future<Answer>> clicks = new LinkedHashMap<>();
            for (Future<Buyer> arrived : arriving) {
                Buyer buyer = arrived.result();
                clicks.put(buyer, api.pass(buyer, saleId).compose(pass -> api.buy(buyer, saleId, pass)));
            }
            Api.await(Future.all(List.copyOf(clicks.values())));
            clicks.forEach((buyer, click) -> {
                Answer answer = click.result();
                if (answer.status() == 202) {
                    orders.put(buyer, answer.json().get("orderId").asText());
                } else {
                    assertThat(answer.json().path("type").asText())
                            .as("%s", answer)
                            .isEqualTo("/problems/sold-out");
                }
            });
        }
        return orders;
    }

    private static void everyOrderIsThere(Api api, Map<Buyer, String> orders) {
        List<Map.Entry<Buyer, String>> all = List.copyOf(orders.entrySet());
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<Future<Answer>> reads = all.subList(from, Math.min(all.size(), from + AT_ONCE)).stream()
                    .map(order -> api.order(order.getKey(), order.getValue()))
                    .toList();
            Api.await(Future.all(reads));
            assertThat(reads).allSatisfy(read -> assertThat(
                            read.result().json().path("status").asText())
                    .isEqualTo("PENDING_PAYMENT"));
        }
    }

    private static JsonNode settled(Api api, String saleId, String field, int value) {
        JsonNode ledger = Waiting.until(
                "ledger settles with " + field + " " + value,
                () -> api.ledger(saleId),
                found -> found.path("settled").asBoolean() && found.path(field).asInt(-1) == value);
        assertThat(ledger.get("balanced").asBoolean()).as("%s", ledger).isTrue();
        return ledger;
    }

    /** The first line of Redis's answer. */
    private static String command(URI redis, String... words) throws IOException {
        try (Socket socket = new Socket(redis.getHost(), redis.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((String.join(" ", words) + "\r\n").getBytes(StandardCharsets.UTF_8));
            StringBuilder line = new StringBuilder();
            for (int next = socket.getInputStream().read();
                    next != '\r';
                    next = socket.getInputStream().read()) {
                line.append((char) next);
            }
            return line.toString();
        }
    }
}
