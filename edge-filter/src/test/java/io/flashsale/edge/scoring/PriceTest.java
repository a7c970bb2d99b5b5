package io.flashsale.edge.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PriceTest {

    private final Price price = new Price(Scoring.config(Map.of()));

    @Test
    void isNothingBelowTheFirstThresholdAndGrowsUpToTheSecond() {
        assertThat(price.of(0)).isEqualTo(Judgement.FREE);
        assertThat(price.of(39.99)).isEqualTo(Judgement.FREE);
        assertThat(price.of(40)).isEqualTo(new Judgement(15, false));
        assertThat(price.of(48)).isEqualTo(new Judgement(16, false));
        assertThat(price.of(79.99)).isEqualTo(new Judgement(20, false));
    }

    @Test
    void isMoreThanAnybodyCanPayFromTheSecondThresholdOn() {
        assertThat(price.of(80)).isEqualTo(new Judgement(20, true));
        assertThat(price.of(1_000)).isEqualTo(new Judgement(20, true));
    }

    @Test
    void thresholdsAndBitsAreInOrder() {
        for (Map<String, String> wrong : List.of(
                Map.of("challenge-from", "90"),
                Map.of("challenge-from", "0"),
                Map.of("lowest-bits", "21"),
                Map.of("lowest-bits", "0"),
                Map.of("highest-bits", "33"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Price(Scoring.config(wrong)));
        }
    }
}
