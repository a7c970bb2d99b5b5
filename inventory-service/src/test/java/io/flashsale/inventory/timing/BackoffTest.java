package io.flashsale.inventory.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void doublesUpToItsLimitAndIsNeverShorterThanHalf() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(500));

        for (long most : List.of(100, 200, 400, 500, 500)) {
            assertThat(backoff.next().toMillis()).isBetween(most / 2, most);
        }
        backoff.reset();
        assertThat(backoff.next().toMillis()).isBetween(50L, 100L);
    }

    @Test
    void differsFromOneToTheNext() {
        Set<Duration> pauses = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            pauses.add(new Backoff(Duration.ofSeconds(10), Duration.ofSeconds(10)).next());
        }
        assertThat(pauses).hasSizeGreaterThan(10);
    }
}
