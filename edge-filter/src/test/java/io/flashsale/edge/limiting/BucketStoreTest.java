package io.flashsale.edge.limiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.rig.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BucketStoreTest {

    private static final long ALICE = -1;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-15T10:00:00Z"));
    private final BucketStore store = new BucketStore(Rate.of("10/s burst 3"), 100, Limiting.nanosOf(clock));

    @Test
    void givesTheBurstAtOnceAndThenAsFastAsTheRate() {
        assertThat(taken(ALICE, 10)).isEqualTo(3);
        clock.advance(Duration.ofMillis(99));
        assertThat(taken(ALICE, 10)).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(taken(ALICE, 10)).isEqualTo(1);
        clock.advance(Duration.ofHours(1));
        assertThat(taken(ALICE, 10)).isEqualTo(3);
    }

    @Test
    void saysHowLongToWait() {
        taken(ALICE, 3);
        assertThat(store.take(ALICE)).isEqualTo(Duration.ofMillis(100).toNanos());
        clock.advance(Duration.ofMillis(60));
        assertThat(store.take(ALICE)).isEqualTo(Duration.ofMillis(40).toNanos());
    }

    @Test
    void keysHaveNothingToDoWithEachOther() {
        taken(ALICE, 10);
        assertThat(taken(7, 10)).isEqualTo(3);
        assertThat(store.commonUses()).isZero();
    }

    @Test
    void forgetsFullBucketsWhenOthersNeedThePlace() {
        for (long key = 0; key < 10_000; key++) {
            store.take(key);
            clock.advance(Duration.ofMillis(2));
        }
        assertThat(store.entries()).isLessThanOrEqualTo(100);
        assertThat(store.commonUses()).isZero();
    }

    @Test
    void newcomersShareOneBucketWhileEveryPlaceIsNeeded() {
        for (long key = 0; key < 100; key++) {
            taken(key, 3);
        }
        int takenByNewcomers = 0;
        for (long key = 100; key < 200; key++) {
            takenByNewcomers += taken(key, 3);
        }
        assertThat(store.entries()).isEqualTo(100);
        assertThat(takenByNewcomers).isEqualTo(3);
        assertThat(store.commonUses()).isEqualTo(300);
        clock.advance(Duration.ofSeconds(1));
        assertThat(taken(200, 3)).as("places are free again").isEqualTo(3);
        assertThat(store.commonUses()).isEqualTo(300);
    }

    @Test
    void fillsThoughTheTimeOfTheMachineOverflows() {
        long[] nowNanos = {Long.MAX_VALUE - 1};
        BucketStore overflowing = new BucketStore(Rate.of("10/s burst 1"), 100, () -> nowNanos[0]);
        assertThat(overflowing.take(ALICE)).isZero();
        nowNanos[0] += Duration.ofMillis(100).toNanos();
        assertThat(nowNanos[0]).isNegative();
        assertThat(overflowing.take(ALICE)).isZero();
    }

    private int taken(long key, int wanted) {
        int taken = 0;
        for (int i = 0; i < wanted; i++) {
            if (store.take(key) == 0) {
                taken++;
            }
        }
        return taken;
    }
}
