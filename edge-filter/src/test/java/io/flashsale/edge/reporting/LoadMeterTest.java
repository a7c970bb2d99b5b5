package io.flashsale.edge.reporting;

import static io.flashsale.edge.rig.TestSale.OPENS_AT;
import static io.flashsale.edge.rig.TestSale.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.concurrency.TestLimiters;
import io.flashsale.edge.concurrency.UpstreamLimiter;
import io.flashsale.edge.contending.ContenderBook;
import io.flashsale.edge.rig.MutableClock;
import io.flashsale.edge.selling.Boards;
import io.flashsale.edge.selling.SaleBoard;
import io.flashsale.edge.selling.SaleMemory;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadMeterTest {

    private final MutableClock clock = new MutableClock(OPENS_AT);
    private final SaleBoard board = Boards.empty(new ContenderBook(), clock);
    private final UpstreamLimiter limiter = TestLimiters.fixed(10);
    private final LoadMeter meter = new LoadMeter(board, limiter, clock);
    private SaleMemory sale1;
    private SaleMemory sale2;

    @BeforeEach
    void open() {
        board.hear(sale().build());
        board.hear(sale().id("sale2").build());
        sale1 = board.find("sale1");
        sale2 = board.find("sale2");
    }

    @Test
    void tellsWhatHasHappenedInAllSalesSinceTheLastReportThatWasReceived() {
        sale1.dropped(DropReason.SOLD_OUT);
        sale1.dropped(DropReason.OVERLOADED);
        sale2.startsWaiting();
        sale2.stopsWaiting();
        sale2.droppedAfterClick("alice", DropReason.QUEUE_FULL);
        sale2.startsWaiting();
        limiter.acquire();
        clock.advance(Duration.ofMillis(250));
        LoadMeter.Reading first = meter.read();
        assertThat(first.report()).isEqualTo(new LoadReport(250, 3, 2, 1, 1));

        sale2.stopsWaiting();
        sale2.accepted("bob", "sale2-1-1");
        limiter.giveBack(1);
        limiter.acquire();
        clock.advance(Duration.ofMillis(250));
        LoadMeter.Reading again = meter.read();
        assertThat(again.report()).as("the first was lost").isEqualTo(new LoadReport(500, 4, 2, 2, 0));

        again.received().run();
        clock.advance(Duration.ofMillis(300));
        assertThat(meter.read().report()).isEqualTo(new LoadReport(300, 0, 0, 0, 0));
    }

    @Test
    void anEdgeWithoutClicksIsIdleAndOneThatWaitsIsNot() {
        assertThat(meter.read().report().tellsNothing()).isTrue();
        sale1.startsWaiting();
        assertThat(meter.read().report().tellsNothing()).isFalse();
        sale1.stopsWaiting();
        sale1.accepted("alice", "sale1-1-1");
        LoadMeter.Reading reading = meter.read();
        assertThat(reading.report().tellsNothing()).isFalse();
        reading.received().run();
        assertThat(meter.read().report().tellsNothing()).isTrue();
    }

    @Test
    void aSaleThatWasForgottenMakesNothingNegative() {
        SaleBoard small = Boards.empty(new ContenderBook(), clock);
        small.hear(sale().build());
        small.find("sale1").dropped(DropReason.OVERLOADED);
        LoadMeter ofSmall = new LoadMeter(small, limiter, clock);
        for (int i = 0; i < 1_000; i++) {
            small.hear(sale().id("later" + i)
                    .window(OPENS_AT, OPENS_AT.plusSeconds(7_200))
                    .build());
        }
        assertThat(small.find("sale1")).isNull();
        assertThat(ofSmall.read().report()).isEqualTo(new LoadReport(1, 0, 0, 0, 0));
    }
}
