package io.flashsale.edge.admission;

import static io.flashsale.edge.rig.TestSale.OPENS_AT;
import static io.flashsale.edge.rig.TestSale.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.addressing.Addressing;
import io.flashsale.edge.drawing.Lotteries;
import io.flashsale.edge.rig.MutableClock;
import io.flashsale.edge.rig.RecordedResponse;
import io.flashsale.edge.rig.Requests;
import io.flashsale.edge.selling.Boards;
import io.flashsale.edge.selling.SaleMemory;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdmissionFilterTest {

    private final MutableClock clock = new MutableClock(OPENS_AT);
    private final AdmissionFilter filter = new AdmissionFilter(Lotteries.alone());
    private final SaleMemory memory = Boards.remembering(sale().mode("lottery").build(), clock);

    private Drop test() {
        BuyClick click = new BuyClick(Requests.with(Map.of()), memory, clock.millis());
        click.identifiedAs("alice", false);
        click.cameFrom(Addressing.byDefault().of(click.request()));
        return filter.test(click);
    }

    @Test
    void whoIsNotDrawnIsToldSoldOutForNow() {
        RecordedResponse response = new RecordedResponse();
        Drop drop = test();
        assertThat(drop.reason()).isEqualTo(DropReason.NOT_DRAWN);
        drop.refusal().send(response.asResponse());
        assertThat(response.status()).isEqualTo(409);
        assertThat(response.json().getString("type")).isEqualTo("/problems/sold-out");
        assertThat(response.json().getBoolean("final")).isFalse();
        assertThat(test()).as("encoded in advance").isSameAs(drop);
    }

    @Test
    void aClickUnderWayOrAnOrderPassesWhateverTheLine() {
        memory.clicked("alice");
        assertThat(test()).isNull();
        memory.droppedAfterClick("alice", DropReason.INVENTORY_BUSY);
        assertThat(test()).isNotNull();
        memory.accepted("alice", "sale1-1-1");
        assertThat(test()).isNull();
    }
}
