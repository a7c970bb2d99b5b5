package io.flashsale.edge.selling;

import static io.flashsale.edge.rig.TestSale.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.contending.Contenders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SaleMemoryTest {

    private static final String ALICE = "alice";

    private SaleMemory memory;

    @BeforeEach
    void hearOnce() {
        memory = new SaleMemory(sale().at(2, 5).available(7).build(), 1_000, new Contenders());
    }

    @Test
    void ignoresAnOlderVersionAndDoesNotTakeItForASignOfLife() {
        memory.hear(sale().at(2, 4).available(9).build(), 2_000);
        assertThat(memory.sale().available()).isEqualTo(7);
        assertThat(memory.heardAtMillis()).isEqualTo(1_000);
    }

    @Test
    void ignoresAGreaterVersionOfAnOlderEpoch() {
        memory.hear(sale().at(1, 99).available(9).build(), 2_000);
        assertThat(memory.sale().available()).isEqualTo(7);
    }

    @Test
    void takesARepetitionForASignOfLife() {
        memory.hear(sale().at(2, 5).available(7).build(), 2_000);
        assertThat(memory.heardAtMillis()).isEqualTo(2_000);
    }

    @Test
    void keepsTheNewestOfVersionAndEpoch() {
        memory.hear(sale().at(2, 6).available(6).build(), 2_000);
        assertThat(memory.sale().available()).isEqualTo(6);
        memory.hear(sale().at(3, 1).available(10).build(), 3_000);
        assertThat(memory.sale().available()).isEqualTo(10);
        assertThat(memory.heardAtMillis()).isEqualTo(3_000);
    }

    @Test
    void aBuyerContendsFromTheClickUntilItIsTurnedAway() {
        assertThat(memory.isContender(ALICE)).isFalse();
        memory.clicked(ALICE);
        assertThat(memory.isContender(ALICE)).isTrue();
        memory.droppedAfterClick(ALICE, DropReason.INVENTORY_SOLD_OUT);
        assertThat(memory.isContender(ALICE)).isFalse();
    }

    @Test
    void aBuyerWithAnOrderStaysAContenderWhateverFurtherClicksEndIn() {
        memory.clicked(ALICE);
        memory.accepted(ALICE, "sale1-2-1");
        memory.clicked(ALICE);
        memory.droppedAfterClick(ALICE, DropReason.UNKNOWN_OUTCOME);
        assertThat(memory.isContender(ALICE)).isTrue();
        assertThat(memory.isContender("bob")).isFalse();
    }

    @Test
    void countsWhatHappenedAndLeavesOutWhatDidNot() {
        memory.accepted(ALICE, "sale1-2-1");
        memory.dropped(DropReason.NOT_OPEN);
        memory.droppedAfterClick(ALICE, DropReason.INVENTORY_BUSY);
        memory.dropped(DropReason.NOT_OPEN);
        assertThat(memory.acceptedCount()).isEqualTo(1);
        assertThat(Funnel.of(memory).dropped())
                .containsOnly(java.util.Map.entry("not_open", 2L), java.util.Map.entry("inventory_busy", 1L));
        assertThat(memory.droppedCount(DropReason.SOLD_OUT)).isZero();
    }
}
