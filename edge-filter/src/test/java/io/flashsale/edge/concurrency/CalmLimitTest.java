package io.flashsale.edge.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CalmLimitTest {

    private static final Duration CALM = Duration.ofMillis(40);
    private static final int LEAST = 16;
    private static final int MOST = 1_000;

    private final CalmLimit limit = new CalmLimit(new Bounds(CALM, LEAST, 100, MOST));
    private long nowNanos;

    @Test
    void risesToItsMostWhileAnswersAreQuickAndItIsUsed() {
        measure(200, Duration.ofMillis(5), false);
        assertThat(limit.getLimit()).isGreaterThan(100);
        measure(5_000, CALM, false);
        assertThat(limit.getLimit()).isEqualTo(MOST);
    }

    @Test
    void staysWhereItIsWhileLittleOfItIsUsed() {
        for (int i = 0; i < 1_000; i++) {
            measure(Duration.ofMillis(500), 10, false);
        }
        assertThat(limit.getLimit()).isEqualTo(100);
    }

    @Test
    void fallsToItsLeastWhileAnswersAreSlowAndRisesAgainAfterwards() {
        measure(2_000, Duration.ofMillis(400), false);
        assertThat(limit.getLimit()).isEqualTo(LEAST);
        measure(2_000, Duration.ofMillis(5), false);
        assertThat(limit.getLimit()).isGreaterThan(100);
    }

    @Test
    void fallsWhileNothingIsAnswered() {
        measure(2_000, Duration.ofMillis(1), true);
        assertThat(limit.getLimit()).isEqualTo(LEAST);
    }

    @Test
    void comesBackToWhereItBeganAfterAFaultThoughLittleOfItIsUsed() {
        for (int i = 0; i < 2_000; i++) {
            measure(Duration.ofSeconds(1), 1, true);
        }
        assertThat(limit.getLimit()).isEqualTo(LEAST);
        for (int i = 0; i < 1_000; i++) {
            measure(CALM.plusMillis(10), 1, false);
        }
        assertThat(limit.getLimit()).as("still slow").isEqualTo(LEAST);
        for (int i = 0; i < 2_000; i++) {
            measure(CALM, 1, false);
        }
        assertThat(limit.getLimit()).isBetween(100, 130);
    }

    @Test
    void takesOffWhatIsTooMuchInAFewSteps() {
        measure(1, Duration.ofMillis(160), false);
        assertThat(limit.getLimit()).isEqualTo(30);
        measure(1, Duration.ofMillis(160), false);
        assertThat(limit.getLimit()).as("the effect has to be seen first").isEqualTo(30);
    }

    @Test
    void aLongOverloadIsNeverTakenForNormal() {
        for (int i = 0; i < 200_000; i++) {
            // Ten answers in a millisecond: what waits longer than that is in a queue.
            measure(Duration.ofNanos(Math.max(1, limit.getLimit()) * 100_000L), limit.getLimit(), false);
        }
        assertThat(limit.getLimit()).isBetween(400, 600);
    }

    private void measure(int times, Duration took, boolean failed) {
        for (int i = 0; i < times; i++) {
            measure(took, limit.getLimit(), failed);
        }
    }

    private void measure(Duration took, int inFlight, boolean failed) {
        nowNanos += Duration.ofMillis(5).toNanos();
        limit.onSample(nowNanos - took.toNanos(), took.toNanos(), inFlight, failed);
    }
}
