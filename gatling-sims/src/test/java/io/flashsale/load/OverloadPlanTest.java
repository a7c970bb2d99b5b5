package io.flashsale.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Properties;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OverloadPlanTest {
    private final OverloadPlan plan = new OverloadPlan(300, 10, 5, 3, Duration.ofSeconds(2), 100);

    @Test
    void theRehearsalComesFirstEveryStepHasTheBuyersOfItsRateAndTheRestIsTheCrowd() {
        assertThat(plan.buyers()).isEqualTo(300 + 20 + 30 + 40 + 100);
        assertThat(LongStream.range(0, plan.buyers()).filter(plan::isOfRehearsal))
                .hasSize(300)
                .contains(0L, 299L);
        assertThat(LongStream.range(300, plan.buyers()).filter(buyer -> plan.stepOf(buyer) == 1))
                .hasSize(30)
                .contains(320L, 349L);
        assertThat(LongStream.range(0, plan.buyers()).filter(plan::isOfCrowd))
                .hasSize(100)
                .contains(390L);
        assertThat(plan.capacityTime()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void knowsTheStepOfAMoment() {
        assertThat(plan.stepAt(Duration.ZERO)).isZero();
        assertThat(plan.stepAt(Duration.ofMillis(3_999))).isEqualTo(1);
        assertThat(plan.stepAt(Duration.ofSeconds(5))).isEqualTo(2);
        assertThat(plan.stepAt(Duration.ofSeconds(60))).isEqualTo(3);
    }

    @Test
    void theRehearsalBringsFiveTimesTheMiddleOfTheSteps() {
        assertThat(plan.rehearsalTime()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void theCrowdBringsFiveTimesTheCapacity() {
        assertThat(plan.crowdTime(4)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void takesItsNumbersFromTheCommandLine() {
        Properties given = new Properties();
        given.setProperty("steps", "4");
        given.setProperty("crowd", "7");
        given.setProperty("rehearsal", "0");
        assertThat(OverloadPlan.of(given)).isEqualTo(new OverloadPlan(0, 60, 30, 4, Duration.ofSeconds(6), 7));
    }
}
