package io.flashsale.edge;

import static io.flashsale.edge.rig.TestSale.CLOSES_AT;
import static io.flashsale.edge.rig.TestSale.OPENS_AT;
import static io.flashsale.edge.rig.TestSale.RANK_KEY;
import static io.flashsale.edge.rig.TestSale.sale;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaleTest {

    private static final Instant MIDDLE = OPENS_AT.plusSeconds(60);

    @ParameterizedTest
    @CsvSource({"SCHEDULED", "OPEN", "SOLD_OUT", "RECOVERING", "CLOSED"})
    void isScheduledBeforeTheOpeningAndClosedFromTheClosingOnWhateverWasTold(String told) {
        Sale sale = sale().state(told).build();
        assertThat(sale.stateAt(OPENS_AT.minusMillis(1))).isEqualTo("SCHEDULED");
        assertThat(sale.stateAt(CLOSES_AT)).isEqualTo("CLOSED");
        assertThat(sale.stateAt(CLOSES_AT.plusSeconds(1))).isEqualTo("CLOSED");
    }

    @ParameterizedTest
    @CsvSource({"OPEN", "SOLD_OUT", "RECOVERING"})
    void isAsToldWithinTheWindow(String told) {
        Sale sale = sale().state(told).build();
        assertThat(sale.stateAt(OPENS_AT)).isEqualTo(told);
        assertThat(sale.stateAt(CLOSES_AT.minusMillis(1))).isEqualTo(told);
    }

    @Test
    void opensByTheClockWhenItsSlotWasBuiltBefore() {
        assertThat(sale().state("SCHEDULED").at(1, 1).build().stateAt(MIDDLE)).isEqualTo("OPEN");
    }

    @Test
    void recoversWhenTheWindowOpenedBeforeItsSlotWasBuilt() {
        assertThat(sale().state("SCHEDULED").at(0, 0).build().stateAt(MIDDLE)).isEqualTo("RECOVERING");
    }

    @Test
    void isUnsureWhenToldClosedWithinTheWindow() {
        assertThat(sale().state("CLOSED").build().stateAt(MIDDLE)).isEqualTo("RECOVERING");
    }

    @Test
    void keepsTheKeyOfTheRanksOutOfItsText() {
        Sale sale = sale().build();

        assertThat(sale.rankKey()).isEqualTo(RANK_KEY);
        assertThat(sale.toString()).contains(sale.saleId()).doesNotContain(RANK_KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1, 1, 9, true",
        "1, 9, 2, 1, false",
        "1, 5, 1, 5, true",
        "1, 6, 1, 5, true",
        "1, 4, 1, 5, false",
    })
    void isNewerByEpochThenVersionAndEqualIsARepetition(
            int epoch, long version, int than, long thanVersion, boolean is) {
        assertThat(sale().at(epoch, version)
                        .build()
                        .isAtLeastAsNewAs(sale().at(than, thanVersion).build()))
                .isEqualTo(is);
    }
}
