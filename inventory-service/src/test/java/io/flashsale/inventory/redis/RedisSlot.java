package io.flashsale.inventory.redis;

import io.flashsale.testing.RealServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.resps.StreamEntry;

/** One sale's slot on the real Redis, driven script by script over a connection of its own. */
final class RedisSlot implements AutoCloseable {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final Jedis redis;
    private final String saleId;

    private RedisSlot(String saleId) {
        String[] address = RealServers.servers().get("REDIS").split(":");
        this.redis = new Jedis(address[0], Integer.parseInt(address[1]), 30_000);
        this.saleId = saleId;
    }

    /** A slot that does not exist yet. */
    static RedisSlot absent() {
        return new RedisSlot("t" + Long.toString(System.nanoTime(), 36) + COUNTER.incrementAndGet());
    }

    /** The same slot over another connection. */
    RedisSlot reconnected() {
        return new RedisSlot(saleId);
    }

    String saleId() {
        return saleId;
    }

    Jedis redis() {
        return redis;
    }

    String key(SlotKey key) {
        return key.of(saleId);
    }

    /** Runs a script as the service does. */
    Object run(Script script, List<String> arguments) {
        List<String> keys = script.keys().stream().map(key -> key.of(saleId)).toList();
        return redis.eval(script.source(), keys, arguments);
    }

    @SuppressWarnings("unchecked")
    List<Object> runForList(Script script, List<String> arguments) {
        return (List<Object>) run(script, arguments);
    }

    int runForCode(Script script, List<String> arguments) {
        return ((Long) run(script, arguments)).intValue();
    }

    /** Builds an open slot without holds. */
    RedisSlot open(int epoch, int total, int perUserLimit, int maxUnconfirmed) {
        String text = Integer.toString(epoch);
        long now = System.currentTimeMillis();
        demandOk(runForCode(Script.FENCE_SALE, List.of(text, saleId)));
        demandOk(runForCode(Script.LOAD_HOLDS, List.of(text, "1", Long.toString(now))));
        demandOk(runForCode(
                Script.OPEN_SALE,
                List.of(
                        text,
                        Integer.toString(total),
                        "0",
                        Integer.toString(perUserLimit),
                        Integer.toString(maxUnconfirmed),
                        Long.toString(now - 3_600_000),
                        Long.toString(now + 3_600_000))));
        return this;
    }

    private static void demandOk(int code) {
        if (code != 0) {
            throw new AssertionError("A new slot must open, but a script answered " + code);
        }
    }

    /** A batch's arguments; each click is buyer, quantity, and good for an hour. */
    static List<String> batch(int epoch, List<Map.Entry<String, Integer>> clicks) {
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(epoch)));
        String deadline = Long.toString(System.currentTimeMillis() + 3_600_000);
        clicks.forEach(click -> {
            arguments.add(click.getKey());
            arguments.add(Integer.toString(click.getValue()));
            arguments.add(deadline);
            arguments.add("");
        });
        return arguments;
    }

    /** The slot's content at one moment. */
    record Content(
            Map<String, String> sale,
            Map<String, String> holds,
            Map<String, String> buyers,
            List<String> unconfirmed,
            List<StreamEntry> outbox) {}

    /** Reads the whole slot in one round trip. */
    Content content() {
        try (Pipeline pipeline = redis.pipelined()) {
            var sale = pipeline.hgetAll(key(SlotKey.SALE));
            var holds = pipeline.hgetAll(key(SlotKey.HOLDS));
            var buyers = pipeline.hgetAll(key(SlotKey.BUYERS));
            var unconfirmed = pipeline.zrange(key(SlotKey.UNCONFIRMED), 0, -1);
            var outbox = pipeline.xrange(key(SlotKey.OUTBOX), (StreamEntryID) null, (StreamEntryID) null);
            pipeline.sync();
            return new Content(sale.get(), holds.get(), buyers.get(), unconfirmed.get(), outbox.get());
        }
    }

    /** Every key of the slot with its content, to see whether anything changed. */
    Map<String, String> dump() {
        Map<String, String> content = new TreeMap<>();
        for (SlotKey key : SlotKey.values()) {
            String name = key(key);
            String type = redis.type(name);
            content.put(
                    key.name(),
                    switch (type) {
                        case "hash" -> new TreeMap<>(redis.hgetAll(name)).toString();
                        case "zset" -> redis.zrangeWithScores(name, 0, -1).toString();
                        case "stream" ->
                            redis.xrange(name, (StreamEntryID) null, (StreamEntryID) null)
                                    .toString();
                        case "string" -> redis.get(name);
                        default -> type;
                    });
        }
        return content;
    }

    /** Loses everything, as FLUSHALL does. */
    void erase() {
        redis.del(Stream.of(SlotKey.values()).map(this::key).toArray(String[]::new));
    }

    @Override
    public void close() {
        erase();
        redis.close();
    }
}
