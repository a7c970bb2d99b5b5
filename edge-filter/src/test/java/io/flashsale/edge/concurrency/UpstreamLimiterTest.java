package io.flashsale.edge.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.netflix.concurrency.limits.limit.FixedLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UpstreamLimiterTest {

    private static final int PERMITS = 20;

    private long nowNanos = Long.MAX_VALUE - 5;
    private final UpstreamLimiter limiter = new UpstreamLimiter(FixedLimit.of(PERMITS), 0.1, () -> nowNanos);

    @Test
    void ordinaryBuyersFindNoPermitWhenOnlyTheReserveIsLeft() {
        take(18, false);
        assertThat(limiter.hasRoom(false)).isFalse();
        assertThat(limiter.tryAcquire(false)).isFalse();
        assertThat(limiter.hasRoom(true)).isTrue();
        take(2, true);
        assertThat(limiter.tryAcquire(true)).isFalse();
        assertThat(limiter.inFlight()).isEqualTo(PERMITS);
        assertThat(limiter.rejectedCount()).isEqualTo(3);
    }

    @Test
    void lookingTakesNothing() {
        for (int i = 0; i < 2 * PERMITS; i++) {
            assertThat(limiter.hasRoom(false)).isTrue();
        }
        assertThat(limiter.inFlight()).isZero();
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        take(18, false);
        limiter.answered(10, limiter.nanos(), false);
        limiter.giveBack(8);
        assertThat(limiter.inFlight()).isZero();
        take(18, false);
    }

    @Test
    void theSmallestLimitStillLetsOrdinaryBuyersIn() {
        UpstreamLimiter smallest = new UpstreamLimiter(FixedLimit.of(1), 0.9, () -> 0);
        assertThat(smallest.tryAcquire(false)).isTrue();
        assertThat(smallest.tryAcquire(true)).isFalse();
    }

    @Test
    void timeGoesOnWhenTheClockOfTheMachineOverflows() {
        long before = limiter.nanos();
        nowNanos += 10;
        assertThat(nowNanos).isNegative();
        assertThat(limiter.nanos() - before).isEqualTo(10);
    }

    @Test
    void neverGivesMorePermitsThanThereAreHoweverManyAsk() throws Exception {
        AtomicInteger most = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    return;
                }
                for (int round = 0; round < 20_000; round++) {
                    if (limiter.tryAcquire(true)) {
                        most.accumulateAndGet(limiter.inFlight(), Math::max);
                        limiter.giveBack(1);
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        start.countDown();
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(20));
        }
        assertThat(limiter.inFlight()).isZero();
        assertThat(most.get()).isBetween(1, PERMITS);
    }

    @Test
    void boundsThatMakeNoSenseAreRefused() {
        Duration calm = Duration.ofMillis(40);
        assertThatThrownBy(() -> new Bounds(Duration.ZERO, 1, 1, 1)).hasMessageContaining("calm");
        assertThatThrownBy(() -> new Bounds(calm, 0, 1, 1)).hasMessageContaining("least");
        assertThatThrownBy(() -> new Bounds(calm, 2, 1, 3)).hasMessageContaining("initial");
        assertThatThrownBy(() -> new Bounds(calm, 1, 4, 3)).hasMessageContaining("most");
    }

    private void take(int permits, boolean privileged) {
        for (int i = 0; i < permits; i++) {
            assertThat(limiter.tryAcquire(privileged)).isTrue();
        }
    }
}
