package io.flashsale.inventory.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.inventory.ordering.OrderServiceClient.OrderFigures;
import io.flashsale.inventory.redis.SlotStatus;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final StockCount UNKNOWN = new StockCount(SlotStatus.RECOVERING, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    private static final int TOTAL = 10;

    /** 10 units: 5 available, 5 held of which 2 paid; 3 units have come back in the past. */
    private static final StockCount STOCK = stock(9, 5, 5, 0, 3, 0);

    private static final OrderFigures ORDERS = orders(5, 3, 2, 3);

    private static StockCount stock(
            long version, long available, long held, long unconfirmed, long returned, long outboxEntries) {
        return new StockCount(
                SlotStatus.OK, 1, version, TOTAL, available, held, unconfirmed, 2, returned, outboxEntries);
    }

    private static OrderFigures orders(long taken, long pendingPayment, long paid, long closed) {
        return new OrderFigures("sale", TOTAL, taken, pendingPayment, paid, closed, 4);
    }

    private static Ledger ledger(StockCount before, OrderFigures orders, StockCount after, long returning) {
        return Ledger.of("sale", TOTAL, before, orders, after, returning);
    }

    private static void assertThatItIs(Ledger ledger, boolean settled, boolean balanced) {
        assertThat(ledger.settled()).as("settled").isEqualTo(settled);
        assertThat(ledger.balanced()).as("balanced").isEqualTo(balanced);
    }

    @Test
    void isSettledAndBalancedWhenEverythingIsWhereItBelongs() {
        Ledger ledger = ledger(STOCK, ORDERS, STOCK, 0);

        assertThat(ledger).isEqualTo(new Ledger("sale", 10, 5, 0, 0, 3, 2, 4, 3, true, true));
    }

    @Test
    void isNotSettledWhileUnitsAreQueued() {
        StockCount queued = stock(9, 4, 6, 1, 3, 0);

        Ledger ledger = ledger(queued, ORDERS, queued, 0);

        assertThatItIs(ledger, false, true);
        assertThat(ledger.queued()).isEqualTo(1);
    }

    @Test
    void isNotSettledWhileTheOutboxHasEntries() {
        StockCount unsent = stock(9, 5, 5, 0, 3, 1);

        assertThatItIs(ledger(unsent, ORDERS, unsent, 0), false, true);
    }

    @Test
    void isNotSettledWhileUnitsAreReturning() {
        Ledger ledger = ledger(STOCK, orders(4, 2, 2, 4), STOCK, 1);

        assertThatItIs(ledger, false, true);
        assertThat(ledger.returning()).isEqualTo(1);
    }

    @Test
    void isNotSettledWhenClosedUnitsAreNotTheReturnedUnits() {
        assertThatItIs(ledger(STOCK, orders(5, 3, 2, 4), STOCK, 0), false, true);
        assertThatItIs(ledger(STOCK, orders(5, 3, 2, 2), STOCK, 0), false, true);
    }

    @Test
    void isNotSettledWhenTheVersionMovedBetweenTheReads() {
        StockCount later = stock(10, 5, 5, 0, 3, 0);

        assertThatItIs(ledger(STOCK, ORDERS, later, 0), false, true);
    }

    @Test
    void isNotSettledWhenTheSaleWasRebuiltBetweenTheReads() {
        StockCount rebuilt = new StockCount(SlotStatus.OK, 2, 9, TOTAL, 5, 5, 0, 2, 3, 0);

        assertThatItIs(ledger(STOCK, ORDERS, rebuilt, 0), false, true);
    }

    @Test
    void demandsOfARecoveringSaleOnlyThatMysqlHasNotOversold() {
        assertThatItIs(ledger(UNKNOWN, ORDERS, UNKNOWN, 0), false, true);
        assertThatItIs(ledger(UNKNOWN, orders(11, 9, 2, 0), UNKNOWN, 0), false, false);
    }

    @Test
    void isNotSettledWhenOneOfTheReadsSawTheSaleRecovering() {
        assertThatItIs(ledger(STOCK, ORDERS, UNKNOWN, 0), false, true);
        assertThatItIs(ledger(UNKNOWN, ORDERS, STOCK, 0), false, true);
    }

    @Test
    void isOutOfBalanceWhenMysqlHasOversold() {
        StockCount none = stock(9, 0, 10, 0, 3, 0);

        assertThatItIs(ledger(none, orders(11, 9, 2, 3), none, 0), true, false);
    }

    @Test
    void isOutOfBalanceWhenTheAllotmentIsNotItsOrders() {
        assertThatItIs(ledger(STOCK, orders(6, 3, 2, 3), STOCK, 0), true, false);
    }

    @Test
    void isOutOfBalanceWhenMysqlSellsAnotherTotal() {
        OrderFigures elsewhere = new OrderFigures("sale", 11, 5, 3, 2, 3, 0);

        assertThatItIs(ledger(STOCK, elsewhere, STOCK, 0), true, false);
    }

    @Test
    void isOutOfBalanceWhenRedisLostAUnitEvenWhileUnitsMove() {
        StockCount lost = stock(9, 4, 5, 0, 3, 0);
        StockCount later = stock(10, 4, 5, 0, 3, 0);

        assertThatItIs(ledger(lost, ORDERS, lost, 0), true, false);
        assertThatItIs(ledger(lost, ORDERS, later, 0), false, false);
    }

    @Test
    void isOutOfBalanceWhenAnOrderHasNoHold() {
        StockCount tooMuch = stock(9, 6, 4, 0, 3, 0);

        assertThatItIs(ledger(tooMuch, ORDERS, tooMuch, 0), true, false);
    }
}
