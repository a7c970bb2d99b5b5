package io.flashsale.edge.buying;

import static io.flashsale.edge.rig.TestSale.OPENS_AT;
import static io.flashsale.edge.rig.TestSale.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.concurrency.TestLimiters;
import io.flashsale.edge.concurrency.UpstreamLimiter;
import io.flashsale.edge.rig.MutableClock;
import io.flashsale.edge.rig.RecordedResponse;
import io.flashsale.edge.selling.Boards;
import io.flashsale.edge.selling.SaleMemory;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Clicks that come at random in five times the number that inventory-service can take, in virtual time: four event loops,
 * and a service that works on one click after the other.
 */
class OverloadTest {

    private static final int LOOPS = 4;
    private static final int CALLS = 4;
    private static final Duration RUN = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private long nowNanos;
    private final MutableClock clock = new MutableClock(OPENS_AT);
    private UpstreamLimiter limiter;
    private final SaleMemory memory = Boards.remembering(sale().build(), clock);
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atNanos).thenComparingLong(Event::order));
    private final List<Waiting> taken = new ArrayList<>();
    private final List<Long> latenciesNanos = new ArrayList<>();
    private final Random random = new Random(7);
    private long order;
    private long serverFreeAtNanos;
    private long answered;

    private record Event(long atNanos, long order, Runnable what) {}

    private record Waiting(RecordedResponse response, long sinceNanos) {}

    @ParameterizedTest
    @CsvSource({
        // As `./flashsale up --throttle 150` has it.
        "150, 2, 45",
        "150, 20, 45",
        "300, 2, 50",
        "300, 20, 50",
        "300, 40, 50",
        "1000, 2, 50",
        "1000, 20, 50",
        "1000, 40, 50",
        "10000, 2, 50",
        "10000, 20, 50",
        "10000, 40, 50"
    })
    void keepsGoodputAndLatencyThoughFiveTimesAsManyClickAsCanBeServed(
            int clicksPerSecond, int callMillis, int calmMillis) {
        limiter = TestLimiters.ofQuickClicks(Duration.ofMillis(calmMillis), () -> nowNanos);
        List<ClickMerger> mergers = mergers(clicksPerSecond, Duration.ofMillis(callMillis));
        double meanGapNanos = 1e9 / (5.0 * clicksPerSecond);

        long next = 0;
        while (next < RUN.toNanos()) {
            runUntil(next);
            click(mergers.get(random.nextInt(LOOPS)));
            next += (long) (-Math.log(1 - random.nextDouble()) * meanGapNanos);
        }
        runUntil(RUN.toNanos());

        assertThat(answered)
                .as("goodput, of %d", clicksPerSecond * RUN.toSeconds())
                .isGreaterThanOrEqualTo((long) (0.9 * clicksPerSecond * RUN.toSeconds()));
        assertThat(percentile(latenciesNanos, 0.99)).isLessThan(Duration.ofMillis(100));
        runUntil(Long.MAX_VALUE);
        assertThat(limiter.inFlight()).isZero();
    }

    private List<ClickMerger> mergers(int clicksPerSecond, Duration call) {
        List<ClickMerger> mergers = new ArrayList<>();
        for (int i = 0; i < LOOPS; i++) {
            mergers.add(new ClickMerger(
                    (saleId, clicks) -> serve(clicks, 1_000_000_000L / clicksPerSecond, call.toNanos()),
                    new ClickAnswers(),
                    limiter,
                    clock,
                    256,
                    CALLS,
                    4_096));
        }
        return mergers;
    }

    private Future<List<ReservationAnswer>> serve(List<PendingClick> clicks, long perClickNanos, long callNanos) {
        Promise<List<ReservationAnswer>> answers = Promise.promise();
        serverFreeAtNanos = Math.max(nowNanos, serverFreeAtNanos) + clicks.size() * perClickNanos;
        at(
                serverFreeAtNanos + callNanos,
                () -> answers.complete(clicks.stream()
                        .map(click -> Clicks.reserved("sale1-1-1"))
                        .toList()));
        return answers.future();
    }

    private void click(ClickMerger merger) {
        if (!limiter.hasRoom(false)) {
            latenciesNanos.add(0L);
            return;
        }
        RecordedResponse response = new RecordedResponse();
        PendingClick click = new PendingClick(
                memory, "buyer", 1, clock.millis() + PATIENCE.toMillis(), null, limiter.nanos(), response.asResponse());
        if (merger.add("sale1", click) == null) {
            taken.add(new Waiting(response, nowNanos));
        } else {
            latenciesNanos.add(0L);
        }
    }

    private void at(long atNanos, Runnable what) {
        events.add(new Event(atNanos, order++, what));
    }

    private void runUntil(long untilNanos) {
        while (!events.isEmpty() && events.peek().atNanos() <= untilNanos) {
            Event event = events.poll();
            advanceTo(event.atNanos());
            event.what().run();
            taken.removeIf(this::noteIfAnswered);
        }
        if (untilNanos != Long.MAX_VALUE) {
            advanceTo(untilNanos);
        }
    }

    private boolean noteIfAnswered(Waiting waiting) {
        if (!waiting.response().isAnswered()) {
            return false;
        }
        if (waiting.response().status() == 202) {
            answered++;
        }
        latenciesNanos.add(nowNanos - waiting.sinceNanos());
        return true;
    }

    private void advanceTo(long atNanos) {
        nowNanos = atNanos;
        clock.set(OPENS_AT.plusNanos(atNanos));
    }

    private static Duration percentile(List<Long> nanos, double share) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return Duration.ofNanos(sorted.get((int) (share * (sorted.size() - 1))));
    }
}
