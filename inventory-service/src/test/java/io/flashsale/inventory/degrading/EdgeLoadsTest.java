package io.flashsale.inventory.degrading;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.inventory.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EdgeLoadsTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-15T10:00:00Z"));
    private final EdgeLoads loads = new EdgeLoads(clock, Rules.config());

    @Test
    void tellsTheWorstOfAllEdges() {
        loads.hear("edge-1", new EdgeReport(250, 1_000, 10, 90, 7));
        loads.hear("edge-2", new EdgeReport(500, 1_000, 30, 10, 3));
        assertThat(loads.worst(EdgeReport::overloadedPerSecond)).isEqualTo(60);
        assertThat(loads.worst(EdgeReport::underWay)).isEqualTo(7);
        assertThat(loads.worst(EdgeReport::overloadedShare)).isEqualTo(0.75);
    }

    @Test
    void aFewClicksThatFoundNoRoomAreNoShare() {
        loads.hear("edge-1", new EdgeReport(1_000, 100, 9, 0, 7));
        assertThat(loads.worst(EdgeReport::overloadedShare)).isZero();
        loads.hear("edge-1", new EdgeReport(1_000, 100, 10, 0, 7));
        assertThat(loads.worst(EdgeReport::overloadedShare)).isEqualTo(1);
        loads.hear("edge-1", new EdgeReport(1_000, 0, 0, 0, 0));
        assertThat(loads.worst(EdgeReport::overloadedShare)).isZero();
    }

    @Test
    void theNewestReportOfAnEdgeCounts() {
        loads.hear("edge-1", new EdgeReport(250, 1_000, 100, 0, 7));
        loads.hear("edge-1", new EdgeReport(250, 1_000, 0, 0, 2));
        assertThat(loads.worst(EdgeReport::overloadedPerSecond)).isZero();
        assertThat(loads.worst(EdgeReport::underWay)).isEqualTo(2);
    }

    @Test
    void anEdgeThatIsSilentHasNothingToDo() {
        loads.hear("edge-1", new EdgeReport(250, 1_000, 100, 0, 7));
        clock.advance(Duration.ofSeconds(1));
        assertThat(loads.worst(EdgeReport::underWay)).isEqualTo(7);
        clock.advance(Duration.ofMillis(1));
        assertThat(loads.worst(EdgeReport::underWay)).isZero();
        assertThat(loads.worst(EdgeReport::overloadedPerSecond)).isZero();
    }

    @Test
    void ofTooManyEdgesThoseHeardOfLastAreKept() {
        loads.hear("edge-0", new EdgeReport(250, 1_000, 0, 0, 1_000));
        loads.hear("edge-1", new EdgeReport(250, 1_000, 0, 0, 500));
        loads.hear("edge-0", new EdgeReport(250, 1_000, 0, 0, 900));
        for (int i = 2; i <= EdgeLoads.MOST_EDGES; i++) {
            loads.hear("edge-" + i, new EdgeReport(250, 1_000, 0, 0, i % 100));
        }
        assertThat(loads.worst(EdgeReport::underWay)).isEqualTo(900);
        loads.hear("edge-one-more", new EdgeReport(250, 1_000, 0, 0, 0));
        assertThat(loads.worst(EdgeReport::underWay)).isLessThan(100);
    }
}
