package io.flashsale.edge.limiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.rig.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whoever clicks when, and however many others there are: nobody gets more than the burst and what came back since. */
class BucketStorePropertyTest {

    private static final Instant START = Instant.parse("2026-01-15T10:00:00Z");

    private final MutableClock clock = new MutableClock(START);

    @Property(tries = 500)
    void noKeyGetsMoreThanTheBurstAndTheRate(
            @ForAll @IntRange(min = 1, max = 20) int perSecond,
            @ForAll @IntRange(min = 1, max = 10) int burst,
            @ForAll @Size(max = 200) List<@IntRange(max = 2_005) Integer> steps) {
        BucketStore store =
                new BucketStore(new Rate(perSecond, Duration.ofSeconds(1), burst), 6, Limiting.nanosOf(clock));
        Map<Integer, List<Long>> taken = new HashMap<>();
        for (int step : steps) {
            clock.advance(Duration.ofMillis(step / 6));
            int buyer = step % 6;
            if (store.take(buyer) == 0) {
                taken.computeIfAbsent(buyer, first -> new ArrayList<>()).add(clock.millis());
            }
        }
        taken.values().forEach(times -> assertWithin(times, perSecond, burst));
    }

    /** From any click to any later one. */
    private static void assertWithin(List<Long> times, int perSecond, int burst) {
        for (int from = 0; from < times.size(); from++) {
            for (int to = from; to < times.size(); to++) {
                double most = burst + perSecond * (times.get(to) - times.get(from)) / 1_000.0;
                assertThat((double) (to - from + 1)).isLessThanOrEqualTo(most + 1e-6);
            }
        }
    }

    @Property(tries = 200)
    void noFloodOfNewKeysGivesAThrottledOneItsTokensBack(
            @ForAll @IntRange(min = 1, max = 50) int places,
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 40) Integer> pauses) {
        BucketStore store = new BucketStore(Rate.of("10/s burst 20"), places, Limiting.nanosOf(clock));
        List<Long> taken = new ArrayList<>();
        for (int click = 0; click < 20; click++) {
            taken(store, taken);
        }
        long newcomer = 0;
        for (int pause : pauses) {
            for (int i = 0; i < 3 * places; i++) {
                store.take(++newcomer);
            }
            clock.advance(Duration.ofMillis(pause));
            taken(store, taken);
        }
        assertWithin(taken, 10, 20);
        assertThat(store.entries()).isLessThanOrEqualTo(places);
    }

    private void taken(BucketStore store, List<Long> taken) {
        if (store.take(-1) == 0) {
            taken.add(clock.millis());
        }
    }

    @Property(tries = 20)
    void threadsTogetherGetNoMore(@ForAll @IntRange(min = 1, max = 20) int places) throws Exception {
        BucketStore store = new BucketStore(Rate.of("1/m burst 7"), places, Limiting.nanosOf(clock));
        store.take(-1);
        AtomicInteger taken = new AtomicInteger(1);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                long first = thread * 10_000L;
                running.add(threads.submit(() -> {
                    for (int i = 0; i < 500; i++) {
                        store.take(first + i);
                        if (store.take(-1) == 0) {
                            taken.incrementAndGet();
                        }
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(taken).hasValue(7);
        assertThat(store.entries()).isLessThanOrEqualTo(places);
    }
}
