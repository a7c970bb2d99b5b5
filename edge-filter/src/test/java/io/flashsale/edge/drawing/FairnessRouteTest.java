package io.flashsale.edge.drawing;

import static io.flashsale.edge.rig.TestSale.sale;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FairnessRouteTest {

    private static final List<Line.Entry> HISTORY = List.of(entry(1, "0.1"), entry(2, "0.25"));

    private static Line.Entry entry(long sequence, String line) {
        return new Line.Entry(sequence, new BigDecimal(line), "2026-01-15T10:00:00.300Z", "");
    }

    @ParameterizedTest
    @CsvSource({"lottery, 0.25", "fixed:0.2, 0.25", "fixed:0.5, 0.5", "open, 1"})
    void theLineIsTheOneThatTheShownHistoryEndsWith(String mode, String line) {
        assertThat(FairnessRoute.lineOf(sale().mode(mode).build(), HISTORY)).isEqualByComparingTo(line);
    }

    @ParameterizedTest
    @CsvSource({"lottery, 0", "fixed:0.5, 0.5", "open, 1"})
    void withoutNewsTheModeSaysWhatHolds(String mode, String line) {
        assertThat(FairnessRoute.lineOf(sale().mode(mode).build(), List.of())).isEqualByComparingTo(line);
    }
}
