package io.flashsale.edge.tailing;

import static io.flashsale.edge.rig.TestSale.OPENS_AT;
import static io.flashsale.edge.rig.TestSale.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.tailing.TailRig.Reader;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tail against a real broker, with topics of its own. */
class OrderTailTest {

    private TailRig rig;

    @BeforeEach
    void open() throws Exception {
        rig = new TailRig();
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    @Test
    void hearsOfEveryOrderAndOfItsEnd() {
        rig.tellSale(sale());
        Reader edge = rig.startEdge();
        edge.awaitCaughtUp();
        for (int order = 1; order <= 6; order++) {
            rig.reserved("buyer" + order, order, rig.clock.instant());
        }
        rig.orderEvent("OrderCreated", "late", 7);
        for (int order = 1; order <= 6; order++) {
            edge.awaitContender("buyer" + order);
        }
        edge.awaitContender("late");
        rig.orderEvent("OrderCancelled", "buyer1", 1);
        rig.orderEvent("OrderExpired", "buyer2", 2);
        rig.orderEvent("OrderRejected", "buyer3", 3);
        rig.orderEvent("OrderPaid", "buyer4", 4);
        rig.orderEvent("OrderCancelled", "buyer5", 99);
        rig.orderEvent("OrderCancelled", "late", 7);
        Awaitility.await()
                .until(() -> !edge.contends("buyer1")
                        && !edge.contends("buyer2")
                        && !edge.contends("buyer3")
                        && !edge.contends("late"));
        Awaitility.await().until(() -> edge.metric("flashsale.edge.tail.events") == 13);
        assertThat(edge.contends("buyer4")).isTrue();
        assertThat(edge.contends("buyer5")).as("another order was closed").isTrue();
        assertThat(edge.contends("buyer6")).isTrue();
        Awaitility.await().until(() -> edge.metric("flashsale.edge.tail.lag") == 0);
        assertThat(edge.metric("flashsale.edge.tail.caught.up")).isEqualTo(1);
    }

    @Test
    void anEdgeThatIsStartedAgainKnowsWhoHasAnOrderOnceItHasCaughtUp() throws Exception {
        rig.tellSale(sale().soldOut(false));
        Reader first = rig.startEdge();
        rig.reserved("alice", 1, OPENS_AT.plusSeconds(1));
        rig.reserved("bob", 2, OPENS_AT.plusSeconds(1));
        rig.orderEvent("OrderCancelled", "bob", 2);
        first.awaitContender("alice");
        first.stop();

        Reader again = rig.startEdge();
        again.awaitCaughtUp();
        assertThat(again.contends("alice")).isTrue();
        assertThat(again.board.isComplete()).isTrue();
        assertThat(again.board.find("sale1").isContender("alice")).isTrue();
    }

    @Test
    void beginsWhereTheOldestOpenSaleWasOpened() {
        rig.tellSale(sale());
        for (int i = 0; i < 3; i++) {
            rig.reserved("early" + i, i, OPENS_AT.minus(Duration.ofHours(1)));
            rig.reserved("alice" + i, i, OPENS_AT.plusSeconds(1));
        }
        Reader edge = rig.startEdge();
        edge.awaitCaughtUp();
        for (int i = 0; i < 3; i++) {
            assertThat(edge.contends("alice" + i)).isTrue();
            assertThat(edge.contends("early" + i)).isFalse();
        }
        assertThat(edge.metric("flashsale.edge.tail.events")).isEqualTo(3);
    }

    @Test
    void beginsAtTheEndWhenNoSaleIsOpen() {
        rig.tellSale(sale().id("sale0").state("CLOSED"));
        rig.reserved("early", 1, OPENS_AT.plusSeconds(1));
        Reader edge = rig.startEdge();
        edge.awaitCaughtUp();
        rig.tellSale(sale());
        rig.reserved("alice", 1, rig.clock.instant());
        edge.awaitContender("alice");
        assertThat(edge.contends("early")).isFalse();
    }

    @Test
    void passesOverAndCountsWhatItCannotRead() {
        rig.tellSale(sale());
        Reader edge = rig.startEdge();
        for (String bytes : new String[] {"no json", "", "[]", null, "{\"type\":\"StockReserved\"}"}) {
            rig.garbage(bytes);
        }
        rig.reserved("alice", 0, rig.clock.instant());
        edge.awaitContender("alice");
        Awaitility.await().until(() -> edge.metric("flashsale.edge.tail.unreadable") == 10);
    }

    @Test
    void withoutKafkaTheEdgeIsReadyWhenItsPatienceIsOver() throws Exception {
        Reader edge = rig.startEdge(Map.of("bootstrap.servers", "127.0.0.1:1"));
        TailReadiness readiness = new TailReadiness(edge.tail, () -> Duration.ofSeconds(20), rig.clock);
        assertThat(readiness.call().getStatus()).isEqualTo(Status.DOWN);
        rig.clock.advance(Duration.ofMillis(19_999));
        assertThat(readiness.call().getStatus()).isEqualTo(Status.DOWN);
        rig.clock.advance(Duration.ofMillis(1));
        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
        assertThat(readiness.call().getData().orElseThrow()).containsEntry("caughtUp", false);
        assertThat(edge.board.isComplete())
                .as("what is not known may be a sale")
                .isFalse();
    }

    @Test
    void anEdgeThatHasCaughtUpIsReadyForGood() throws Exception {
        rig.tellSale(sale());
        Reader edge = rig.startEdge();
        TailReadiness readiness = new TailReadiness(edge.tail, () -> Duration.ofSeconds(20), rig.clock);
        edge.awaitCaughtUp();
        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
        edge.stop();
        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
    }
}
