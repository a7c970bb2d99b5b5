package io.flashsale.launcher.loading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadWatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final Ticking clock = new Ticking();
    private final Deque<Ledger> looks = new ArrayDeque<>();
    private final List<String> said = new ArrayList<>();
    private final LoadWatch watch = new LoadWatch(this::look, Recorded.OPENS_AT, clock, said::add);

    @Test
    void endsAsSoonAsTheLedgerHasSettled() throws Exception {
        looks.add(Recorded.ledger("queued=2", "settled=false"));
        looks.add(Recorded.ledger("settled=false"));
        looks.add(Recorded.ledger());

        watch.untilSettled(PATIENCE, this::pass);

        assertThat(looks).isEmpty();
        assertThat(watch.last().settled()).isTrue();
    }

    @Test
    void givesUpWhenNothingHasMovedForTooLong() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            looks.add(Recorded.ledger("queued=2", "settled=false"));
        }

        watch.untilSettled(PATIENCE, this::pass);

        assertThat(clock.instant()).isEqualTo(Recorded.OPENS_AT.plus(PATIENCE));
        assertThat(watch.drain().isDrained()).isFalse();
    }

    @Test
    void waitsLongerWhileSomethingMoves() throws Exception {
        for (int i = 0; i < 90; i++) {
            looks.add(Recorded.ledger("queued=" + (90 - i), "settled=false"));
        }
        looks.add(Recorded.ledger());

        watch.untilSettled(PATIENCE, this::pass);

        assertThat(watch.last().settled()).isTrue();
    }

    @Test
    void leavesOutLooksThatFailAndSaysSo() throws Exception {
        watch.during(() -> pass() || clock.instant().isAfter(Recorded.OPENS_AT.plusSeconds(20)));

        assertThat(watch.last()).isNull();
        assertThat(said).containsExactly("the ledger cannot be read: refused");
    }

    @Test
    void givesUpWhenTheLedgerWasNeverRead() throws Exception {
        watch.untilSettled(PATIENCE, this::pass);

        assertThat(watch.last()).isNull();
    }

    private Ledger look() throws IOException {
        if (looks.isEmpty()) {
            throw new IOException("refused");
        }
        return looks.remove();
    }

    private boolean pass() {
        clock.now = clock.now.plusSeconds(1);
        return false;
    }

    private static final class Ticking extends Clock {
        private Instant now = Recorded.OPENS_AT;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
