package io.flashsale.launcher.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void readsWhatASimulationLeft() {
        Figures figures = Recorded.figures();

        assertThat(figures.areComplete()).isTrue();
        assertThat(figures.saleId()).isEqualTo("3z329gnpyu");
        assertThat(figures.opensAt()).isEqualTo(Recorded.OPENS_AT);
        assertThat(figures.number("acceptedClicks")).isEqualTo(150);
        assertThat(figures.refusals()).containsExactly(Map.entry("sold-out", 1350L));
        assertThat(figures.times().get("buy-accepted"))
                .isEqualTo(new Figures.Times("buy-accepted", 150, 1061, 2157, 2473, 2483));
    }

    @Test
    void knowsASimulationThatHasOnlyBegun() {
        Figures figures = new Figures(Map.of("saleId", "abcd", "opensAt", "2026-01-01T00:00:00Z"));

        assertThat(figures.haveSale()).isTrue();
        assertThat(figures.areComplete()).isFalse();
    }

    @Test
    void refusesTimesThatAreNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> Figures.Times.parse("pay", "1 2 3"));
    }
}
