package io.flashsale.edge.selling;

import static io.flashsale.edge.rig.TestSale.CLOSES_AT;
import static io.flashsale.edge.rig.TestSale.OPENS_AT;
import static io.flashsale.edge.rig.TestSale.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.answering.Representation;
import io.flashsale.edge.rig.MutableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SalePageTest {

    private final MutableClock clock = new MutableClock(OPENS_AT.minusSeconds(1));
    private final SaleMemory memory = Boards.remembering(sale().build(), clock);

    @Test
    void isEncodedOnceAsLongAsNothingIsToldAndTheStateStays() {
        SalePage.Encoded first = shown();
        clock.set(OPENS_AT.minusMillis(1));
        Boards.tell(memory, sale().build(), clock);
        assertThat(shown()).as("the same told again").isSameAs(first);
    }

    @Test
    void isEncodedAnewWhenTheClockChangesTheState() {
        assertThat(state()).isEqualTo("SCHEDULED");
        clock.set(OPENS_AT);
        assertThat(state()).isEqualTo("OPEN");
        clock.set(CLOSES_AT);
        assertThat(state()).isEqualTo("CLOSED");
    }

    @Test
    void isEncodedAnewWhenTheSaleHasChanged() {
        SalePage.Encoded first = shown();
        Boards.tell(memory, sale().at(1, 2).available(3).build(), clock);
        assertThat(shown()).isNotSameAs(first);
        assertThat(shown().json().toJsonObject().getJsonObject("stock").getInteger("available"))
                .isEqualTo(3);
    }

    @Test
    void theListIsPutTogetherAnewOnlyWhenASaleHasChanged() {
        SaleMemory later = Boards.remembering(
                sale().id("sale2").window(OPENS_AT.plusSeconds(60), CLOSES_AT).build(), clock);
        SaleList list = new SaleList();
        List<SaleMemory> both = List.of(memory, later);
        Representation first = list.at(both, clock.instant());
        assertThat(list.at(both, clock.instant())).isSameAs(first);
        clock.set(OPENS_AT);
        Representation opened = list.at(both, clock.instant());
        assertThat(opened).isNotSameAs(first);
        assertThat(list.at(both, clock.instant())).isSameAs(opened);
        assertThat(list.at(List.of(memory), clock.instant())).isNotSameAs(opened);
    }

    @Test
    void theListIsLookedAtAgainAfterAMomentOrWhenThereIsANewSale() {
        SaleMemory other = Boards.remembering(sale().id("sale2").build(), clock);
        SaleList list = new SaleList();
        Representation first = list.at(List.of(memory), clock.instant());
        Boards.tell(memory, sale().at(1, 2).available(3).build(), clock);
        clock.advance(Duration.ofMillis(SaleList.PAUSE_MILLIS - 1));
        assertThat(list.at(List.of(memory), clock.instant())).isSameAs(first);
        clock.advance(Duration.ofMillis(1));
        Representation second = list.at(List.of(memory), clock.instant());
        assertThat(second).isNotSameAs(first);
        Representation third = list.at(List.of(memory, other), clock.instant());
        assertThat(third).isNotSameAs(second);
        Boards.tell(memory, sale().at(1, 3).available(2).build(), clock);
        clock.advance(Duration.ofHours(-1));
        assertThat(list.at(List.of(memory, other), clock.instant())).isNotSameAs(third);
    }

    @Test
    void aSaleIsNamedWhenItIsFirstShownAndThenNoMore() {
        assertThat(shown().representation()).isSameAs(shown().representation());
    }

    private SalePage.Encoded shown() {
        return memory.page().at(memory.sale(), clock.instant());
    }

    private String state() {
        return shown().json().toJsonObject().getString("state");
    }
}
