package io.flashsale.launcher.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DrainTest {
    private final Drain drain = new Drain(Recorded.OPENS_AT);

    @Test
    void findsTheBusiestSecondAndTheEndOfTheQueue() {
        see(0, 0, 0);
        see(250, 10, 40);
        see(500, 20, 30);
        see(1_000, 30, 20);
        see(1_250, 45, 5);
        see(2_000, 50, 0);
        see(9_000, 50, 0);

        assertThat(drain.persisted()).isEqualTo(50);
        assertThat(drain.mostQueued()).isEqualTo(40);
        assertThat(drain.busiestPerSecond()).isCloseTo(36, within(1.0));
        assertThat(drain.secondsToDrain()).isEqualTo(2.0);
    }

    @Test
    void isNotDrainedWhileAnythingIsOnItsWay() {
        see(0, 50, 0);
        see(250, 50, 1);

        assertThat(drain.isDrained()).isFalse();
    }

    @Test
    void aBurstBetweenTwoLooksEndsAtTheLookThatFindsIt() {
        see(0, 0, 0);
        see(700, 50, 0);

        assertThat(drain.secondsToDrain()).isEqualTo(0.7);
    }

    private void see(long millis, long persisted, long queued) {
        drain.saw(
                Recorded.OPENS_AT.plusMillis(millis),
                Recorded.ledger("pendingPayment=" + persisted, "paid=0", "queued=" + queued));
    }
}
