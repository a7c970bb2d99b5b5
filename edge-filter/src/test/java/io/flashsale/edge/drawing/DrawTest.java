package io.flashsale.edge.drawing;

import static io.flashsale.edge.rig.TestSale.sale;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawTest {

    @ParameterizedTest
    @CsvSource({
        "open, 1",
        "lottery, 0",
        "fixed:0.25, 0.25",
        "fixed:1, 1",
        "fixed:, 0",
        "fixed:half, 0",
        "fixed:NaN, 0",
        "fixed:-0.1, 0",
        "fixed:7, 0",
        "a mode of tomorrow, 0"
    })
    void aModeThatCannotBeReadLetsNobodyInWithoutALine(String mode, double leastLine) {
        assertThat(Draw.leastLine(sale().mode(mode).build())).isEqualTo(leastLine);
    }
}
