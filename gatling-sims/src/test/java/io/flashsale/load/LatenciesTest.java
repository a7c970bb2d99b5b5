package io.flashsale.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void keepsWhatBecameOfAClickApart() {
        Latencies latencies = new Latencies();
        for (int millis = 1; millis <= 100; millis++) {
            latencies.record("buy-turned-away", millis);
        }
        latencies.record("buy-accepted", 700);

        assertThat(latencies.summary())
                .containsEntry("buy-turned-away", "100 50 95 99 100")
                .containsEntry("buy-accepted", "1 700 700 700 700");
    }
}
