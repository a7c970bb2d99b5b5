package io.flashsale.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionBudgetTest {
    private final ConnectionBudget budget = new ConnectionBudget(2);

    @Test
    void letsNoMoreCallsGoThanItsLimitAndTheNextWhenOneEnds() {
        long first = budget.draw();
        long second = budget.draw();
        long third = budget.draw();

        assertThat(budget.isTurnOf(first)).isTrue();
        assertThat(budget.isTurnOf(second)).isTrue();
        assertThat(budget.isTurnOf(third)).isFalse();

        budget.end();
        assertThat(budget.isTurnOf(third)).isTrue();
    }

    @Test
    void callersFarBehindSleepLongerThanTheNextInLine() {
        for (int i = 0; i < 2_000; i++) {
            budget.draw();
        }

        assertThat(budget.sleepOf(2)).isEqualTo(Duration.ofMillis(2));
        assertThat(budget.sleepOf(1_999)).isGreaterThan(Duration.ofMillis(300));
    }
}
