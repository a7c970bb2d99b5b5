package io.flashsale.inventory.admitting;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.lottery.LineHash;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LineCourseTest {

    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
    private static final Duration READ_BACK_WITHIN = Duration.ofSeconds(2);

    private final LineCourse course = new LineCourse(Mode.of("lottery"), PublishedLine.NONE, READ_BACK_WITHIN);

    private static PublishedLine line(long sequence) {
        return new PublishedLine(sequence, 0.1, LineHash.NONE, NOW, 0);
    }

    private Duration sinceRaise(PublishedLine last, long millis, Instant now) {
        SlotStock stock = new SlotStock(100, 100, 0, 0, 0, 0, 50);
        return course.look(stock, 0, last, TimeUnit.MILLISECONDS.toNanos(millis), now)
                .sinceRaise();
    }

    @Test
    void theTimeSinceTheRaiseRunsFromWhenItWasSeen() {
        Instant wrong = NOW.minusSeconds(3_600);
        assertThat(sinceRaise(line(1), 5_000, NOW.plusMillis(300))).isEqualTo(Duration.ofMillis(300));
        assertThat(sinceRaise(line(1), 5_100, wrong)).isEqualTo(Duration.ofMillis(400));
        assertThat(sinceRaise(line(2), 5_200, wrong)).isZero();
        assertThat(sinceRaise(line(2), 7_200, wrong)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aPredecessorWhoseClockWasFastHoldsNothingUp() {
        assertThat(sinceRaise(line(1), 0, NOW.minusSeconds(60))).isZero();
        assertThat(sinceRaise(line(1), 1_000, NOW.minusSeconds(59))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aPredecessorWhoseClockWasSlowHurriesNothing() {
        assertThat(sinceRaise(line(1), 0, NOW.plusSeconds(3_600))).isEqualTo(LineRule.PATIENCE);
    }

    @Test
    void theNextEntryWaitsUntilThisOneHasBeenReadBack() {
        assertThat(course.isUnderWay(PublishedLine.NONE, NOW)).isFalse();
        course.sending(1);
        assertThat(course.isUnderWay(PublishedLine.NONE, NOW.plusSeconds(60))).isTrue();
        course.sent(NOW.plusSeconds(60));
        assertThat(course.isUnderWay(PublishedLine.NONE, NOW.plusSeconds(61))).isTrue();
        assertThat(course.isUnderWay(line(1), NOW.plusSeconds(61))).isFalse();
    }

    @Test
    void anEntryThatIsNotReadBackInTimeIsSentAgain() {
        course.sending(1);
        course.sent(NOW);
        assertThat(course.isUnderWay(
                        PublishedLine.NONE, NOW.plus(READ_BACK_WITHIN).minusMillis(1)))
                .isTrue();
        assertThat(course.isUnderWay(PublishedLine.NONE, NOW.plus(READ_BACK_WITHIN)))
                .isFalse();
    }

    @Test
    void anEntryThatKafkaDidNotTakeIsSentAgainAtOnce() {
        course.sending(1);
        course.failed();
        assertThat(course.isUnderWay(PublishedLine.NONE, NOW)).isFalse();
    }
}
