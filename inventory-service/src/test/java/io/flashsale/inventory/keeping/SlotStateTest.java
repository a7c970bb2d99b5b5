package io.flashsale.inventory.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.inventory.Sale;
import io.flashsale.inventory.SaleState;
import io.flashsale.inventory.publishing.Stock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotStateTest {

    private static final Instant OPENS = Instant.parse("2026-01-15T10:00:00Z");
    private static final Instant CLOSES = OPENS.plusSeconds(3_600);
    private static final SlotState ABSENT = new SlotState(null, null, 0, 0, 0, 0, 0);

    private static Sale sale(SaleState state, int epoch) {
        return new Sale(
                "sale",
                "Shoes",
                4990,
                "EUR",
                10,
                OPENS,
                CLOSES,
                1,
                300,
                "open",
                state,
                epoch,
                OPENS,
                null,
                "00".repeat(32));
    }

    private static SlotState open(int epoch, int available, int paidUnits) {
        return new SlotState(epoch, "OPEN", 7, 10, available, paidUnits, 0);
    }

    @Test
    void tellsTheStockOfAnOpenSlot() {
        Stock stock = open(3, 4, 0).stock(sale(SaleState.OPEN, 3), OPENS);

        assertThat(stock).isEqualTo(new Stock(3, 7, "OPEN", 4, false));
    }

    @Test
    void isSoldOutForNowWhileUnitsMayComeBack() {
        Stock stock = open(3, 0, 9).stock(sale(SaleState.OPEN, 3), OPENS);

        assertThat(stock).isEqualTo(new Stock(3, 7, "SOLD_OUT", 0, false));
    }

    @Test
    void isSoldOutForGoodOnceEveryUnitIsPaid() {
        Stock stock = open(3, 0, 10).stock(sale(SaleState.OPEN, 3), OPENS);

        assertThat(stock).isEqualTo(new Stock(3, 7, "SOLD_OUT", 0, true));
    }

    @Test
    void showsTheWholeStockOfASaleWhoseSlotIsStillToBeBuilt() {
        Stock stock = ABSENT.stock(sale(SaleState.SCHEDULED, 0), OPENS.minusSeconds(3_600));

        assertThat(stock).isEqualTo(new Stock(0, 0, "SCHEDULED", 10, false));
    }

    @Test
    void sellsNothingFromASlotOfAnotherEpoch() {
        Stock stock = open(2, 4, 0).stock(sale(SaleState.OPEN, 3), OPENS);

        assertThat(stock).isEqualTo(new Stock(3, 0, "RECOVERING", 0, false));
    }

    @Test
    void sellsNothingWhileMysqlSaysRecovering() {
        Stock stock = open(3, 4, 0).stock(sale(SaleState.RECOVERING, 3), OPENS);

        assertThat(stock).isEqualTo(new Stock(3, 0, "RECOVERING", 0, false));
    }

    @ParameterizedTest
    @CsvSource({"-1,SCHEDULED", "0,OPEN", "3599,OPEN", "3600,CLOSED", "9999,CLOSED"})
    void followsTheWindow(int secondsAfterOpening, String state) {
        Stock stock = open(3, 4, 0).stock(sale(SaleState.OPEN, 3), OPENS.plusSeconds(secondsAfterOpening));

        assertThat(stock.state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"3,OPEN,true", "2,OPEN,false", "4,OPEN,false", "3,RECOVERING,false", "3,,false", ",,false"})
    void isOpenOnlyAtTheEpochThatMysqlKnows(Integer epoch, String state, boolean open) {
        assertThat(new SlotState(epoch, state, 1, 10, 10, 0, 0).isOpenAt(3)).isEqualTo(open);
    }
}
