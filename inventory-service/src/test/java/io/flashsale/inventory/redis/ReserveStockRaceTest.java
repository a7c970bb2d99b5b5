package io.flashsale.inventory.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.StreamEntryID;

/** Sixty-four connections fight over one sale, with batches of mixed size, repeated buyers and releases in between. */
class ReserveStockRaceTest {

    private static final int CONNECTIONS = 64;
    private static final int BATCHES_EACH = 12;
    private static final int TOTAL = 1_000;
    private static final int BUYERS = 3_000;

    private record Sold(String orderId, String buyer, long units) {}

    @Test
    void sellsEveryUnitExactlyOnce() throws Exception {
        try (RedisSlot slot = RedisSlot.absent().open(1, TOTAL, 3, TOTAL)) {
            List<Sold> sold = stampede(slot);

            long units = sold.stream().mapToLong(Sold::units).sum();
            Map<String, String> sale = slot.redis().hgetAll(slot.key(SlotKey.SALE));
            assertThat(units + Long.parseLong(sale.get("available"))).isEqualTo(TOTAL);
            assertThat(Long.parseLong(sale.get("available")))
                    .as("3,000 buyers leave at most what no batch asked for")
                    .isLessThan(3);
            assertThat(sold).extracting(Sold::orderId).doesNotHaveDuplicates();
            assertThat(sold).extracting(Sold::buyer).doesNotHaveDuplicates();

            Map<String, String> holds = slot.redis().hgetAll(slot.key(SlotKey.HOLDS));
            assertThat(holds.keySet()).containsExactlyInAnyOrderElementsOf(ids(sold));
            List<String> outbox =
                    slot.redis().xrange(slot.key(SlotKey.OUTBOX), (StreamEntryID) null, (StreamEntryID) null).stream()
                            .map(entry -> entry.getFields().get("o"))
                            .toList();
            assertThat(outbox).containsExactlyInAnyOrderElementsOf(ids(sold));
            assertThat(slot.redis().hgetAll(slot.key(SlotKey.BUYERS)).values())
                    .containsExactlyInAnyOrderElementsOf(ids(sold));
        }
    }

    private static Set<String> ids(List<Sold> sold) {
        Set<String> ids = new HashSet<>();
        sold.forEach(s -> ids.add(s.orderId()));
        return ids;
    }

    private static List<Sold> stampede(RedisSlot slot) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        CyclicBarrier start = new CyclicBarrier(CONNECTIONS);
        try {
            List<Callable<List<Sold>>> crowd = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                int seed = i;
                crowd.add(() -> click(slot, new Random(seed), start));
            }
            List<Sold> sold = new ArrayList<>();
            for (Future<List<Sold>> one : threads.invokeAll(crowd)) {
                sold.addAll(one.get());
            }
            return sold;
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Sold> click(RedisSlot shared, Random random, CyclicBarrier start) throws Exception {
        List<Sold> sold = new ArrayList<>();
        RedisSlot slot = shared.reconnected();
        start.await();
        for (int i = 0; i < BATCHES_EACH; i++) {
            List<Map.Entry<String, Integer>> clicks = new ArrayList<>();
            for (int n = 1 + random.nextInt(40); n > 0; n--) {
                clicks.add(Map.entry("b" + random.nextInt(BUYERS), 1 + random.nextInt(3)));
            }
            List<Object> reply = slot.runForList(Script.RESERVE_STOCK, RedisSlot.batch(1, clicks));
            assertThat(reply.get(0)).isEqualTo(0L);
            for (int c = 0; c < clicks.size(); c++) {
                if (reply.get(4 + 4 * c).equals(0L)) {
                    sold.add(new Sold(
                            (String) reply.get(5 + 4 * c), clicks.get(c).getKey(), (Long) reply.get(6 + 4 * c)));
                }
            }
        }
        slot.redis().close();
        return sold;
    }
}
