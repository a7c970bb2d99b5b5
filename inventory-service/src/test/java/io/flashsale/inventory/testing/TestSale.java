package io.flashsale.inventory.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flashsale.inventory.redis.SlotKey;
import io.flashsale.testing.Contract;
import io.flashsale.testing.RealServers;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisPooled;

/** A sale of its own for each test: defined, bought and followed as its neighbours would, and looked at in Redis. */
public final class TestSale {

    /** How long a test waits for what must happen. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    public static final JedisPooled REDIS = new JedisPooled(
            HostAndPort.from(RealServers.servers().get("REDIS")),
            DefaultJedisClientConfig.builder().timeoutMillis(30_000).build());

    private final String id;
    private final int stock;

    private TestSale(String id, int stock) {
        this.id = id;
        this.stock = stock;
    }

    /** A sale that is open by the time this returns. */
    public static TestSale open(int stock, int perUserLimit) {
        Instant now = Instant.now();
        TestSale sale = defined(stock, perUserLimit, 300, now.minusSeconds(1), now.plusSeconds(3_600));
        sale.awaitOpen();
        return sale;
    }

    /** The same, with another mode of admission. */
    public static TestSale open(String mode, int stock, int perUserLimit) {
        Instant now = Instant.now();
        TestSale sale = defined(mode, stock, perUserLimit, 300, now.minusSeconds(1), now.plusSeconds(3_600));
        sale.awaitOpen();
        return sale;
    }

    /** A sale that order-service has heard of. */
    public static TestSale defined(int stock, int perUserLimit, int holdSeconds, Instant opensAt, Instant closesAt) {
        return defined("open", stock, perUserLimit, holdSeconds, opensAt, closesAt);
    }

    /** The same, with another mode of admission. */
    public static TestSale defined(
            String mode, int stock, int perUserLimit, int holdSeconds, Instant opensAt, Instant closesAt) {
        String request =
                request(stock, perUserLimit, holdSeconds, opensAt, closesAt).replace("\"open\"", '"' + mode + '"');
        Response created = Calls.internally(request).post("/admin/sales");
        if (created.statusCode() != 201) {
            throw new AssertionError(created.asString());
        }
        TestSale sale = new TestSale(created.path("id"), stock);
        OrderServiceStub.knows(sale.id, stock);
        return sale;
    }

    public static String request(int stock, int perUserLimit, int holdSeconds, Instant opensAt, Instant closesAt) {
        return """
                {"title":"Shoes","priceMinor":4990,"currency":"EUR","stock":%d,"opensAt":"%s","closesAt":"%s",\
                "perUserLimit":%d,"holdSeconds":%d,"mode":"open"}""".formatted(stock, opensAt, closesAt, perUserLimit, holdSeconds);
    }

    public String id() {
        return id;
    }

    /** order-service's database has exactly these orders of the sale. */
    public void inMysql(OrderServiceStub.Order... orders) {
        OrderServiceStub.knows(id, stock, orders);
    }

    /** order-service's database believes that the sale has so many units, and knows no order. */
    public void inMysqlAllotted(int units) {
        OrderServiceStub.knows(id, units);
    }

    /** One click, good for an hour. */
    public static String click(String buyerId, int quantity) {
        return click(buyerId, quantity, Instant.now().plusSeconds(3_600));
    }

    public static String click(String buyerId, int quantity, Instant deadline) {
        return "{\"buyerId\":\"%s\",\"quantity\":%d,\"deadline\":%d}"
                .formatted(buyerId, quantity, deadline.toEpochMilli());
    }

    /** Sends a batch of clicks as the edge does. */
    public Response send(String... clicks) {
        return send(Arrays.asList(clicks));
    }

    public Response send(List<String> clicks) {
        return Calls.internally("{\"clicks\":[" + String.join(",", clicks) + "]}")
                .post("/internal/sales/" + id + "/reservations");
    }

    /** The answers to a batch, which must be accepted as a whole. */
    public List<JsonNode> answers(String... clicks) {
        return answers(Arrays.asList(clicks));
    }

    public List<JsonNode> answers(List<String> clicks) {
        Response response = send(clicks);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.asString());
        }
        List<JsonNode> answers = new ArrayList<>();
        Topics.json(response.asString()).path("answers").forEach(answers::add);
        return answers;
    }

    public String outcome(String buyerId, int quantity) {
        return answers(click(buyerId, quantity)).get(0).path("outcome").asText();
    }

    /** Buys, which must succeed; the new order's id. */
    public String reserve(String buyerId, int quantity) {
        JsonNode answer = answers(click(buyerId, quantity)).get(0);
        if (!answer.path("outcome").asText().equals("RESERVED")) {
            throw new AssertionError(answer.toString());
        }
        return answer.path("orderId").asText();
    }

    /** An order event as order-service sends it. */
    public String event(String type, String orderId, int quantity) {
        ObjectNode event = (ObjectNode) Topics.json(Contract.example("order-created"));
        return event.put("type", type)
                .put("orderId", orderId)
                .put("saleId", id)
                .put("quantity", quantity)
                .toString();
    }

    public void tell(String type, String orderId, int quantity) {
        Topics.write(Topics.ORDERS, orderId, event(type, orderId, quantity));
    }

    /** Sends an event and waits until the service has applied it. */
    public void tellAndAwait(String type, String orderId, int quantity) {
        tell(type, orderId, quantity);
        awaitEventsApplied();
    }

    public static void awaitEventsApplied() {
        await().atMost(PATIENCE).until(OrderOffsets::areConsumed);
    }

    /** A click that takes nothing is refused for its quantity, or for the state of the slot. */
    public boolean isOpen() {
        return outcome("probe", 0).equals("INVALID_QUANTITY");
    }

    public void awaitOpen() {
        await().atMost(PATIENCE).until(this::isOpen);
    }

    public void awaitOpenAt(int epoch) {
        await().atMost(PATIENCE).until(() -> isOpen() && Integer.toString(epoch).equals(field("epoch")));
    }

    /** A field of the slot's sale hash, or null. */
    public String field(String name) {
        return REDIS.hget(SlotKey.SALE.of(id), name);
    }

    public int available() {
        return Integer.parseInt(field("available"));
    }

    /** The state letter of the order's hold, or a dash without one. */
    public String hold(String orderId) {
        String hold = REDIS.hget(SlotKey.HOLDS.of(id), orderId);
        return hold == null ? "-" : hold.split("\\|")[2];
    }

    public long outboxEntries() {
        return REDIS.xlen(SlotKey.OUTBOX.of(id));
    }

    /** These keys of the slot are gone, as after a loss of Redis. */
    public void lose(SlotKey... keys) {
        REDIS.del(Arrays.stream(keys).map(key -> key.of(id)).toArray(String[]::new));
    }
}
