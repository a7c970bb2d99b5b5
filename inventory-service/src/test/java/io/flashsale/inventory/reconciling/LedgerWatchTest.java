package io.flashsale.inventory.reconciling;

import static io.flashsale.inventory.testing.TestSale.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.inventory.rebuilding.Rebuilds;
import io.flashsale.inventory.reconciling.Drift.Kind;
import io.flashsale.inventory.redis.SlotKey;
import io.flashsale.inventory.relaying.Leases;
import io.flashsale.inventory.relaying.ReservationBacklog;
import io.flashsale.inventory.selling.SaleDirectory;
import io.flashsale.inventory.testing.OrderServiceStub;
import io.flashsale.inventory.testing.OrderServiceStub.Order;
import io.flashsale.inventory.testing.TestSale;
import io.flashsale.testing.RealServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "inventory"))
@WithTestResource(OrderServiceStub.class)
class LedgerWatchTest {

    @Inject
    SaleDirectory directory;

    @Inject
    Leases leases;

    @Inject
    Comparison comparison;

    @Inject
    Rebuilds rebuilds;

    @Inject
    ReconcilingConfig config;

    @Inject
    ReservationBacklog backlog;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private Instant now = Instant.now();
    private LedgerWatch watch;

    @BeforeEach
    void watch() {
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        watch = new LedgerWatch(directory, leases, comparison, rebuilds, config, clock, metrics);
    }

    @AfterEach
    void orderServiceIsWell() {
        OrderServiceStub.setLagging(false);
    }

    /** Looks until something can be said; other tests' sales may have something queued. */
    private void look(TestSale sale) {
        await().atMost(PATIENCE).until(() -> lookOnce(sale));
    }

    private boolean lookOnce(TestSale sale) {
        return watch.look(directory.find(sale.id()).orElseThrow());
    }

    private void lookUntil(TestSale sale, Kind kind, double units) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            lookOnce(sale);
            assertThat(drift(kind)).isEqualTo(units);
        });
    }

    private double drift(Kind kind) {
        return metrics.get("flashsale.drift.units")
                .tag("kind", kind.name())
                .gauge()
                .value();
    }

    private void awaitCalm(TestSale sale) {
        TestSale.awaitEventsApplied();
        await().atMost(PATIENCE).until(() -> sale.outboxEntries() == 0 && backlog.isNothingQueued());
    }

    private TestSale withConfirmedOrder(String[] orderId) {
        TestSale sale = TestSale.open(10, 3);
        orderId[0] = sale.reserve("alice", 2);
        sale.tellAndAwait("OrderCreated", orderId[0], 2);
        sale.inMysql(new Order(orderId[0], "alice", 2, "PENDING_PAYMENT"));
        awaitCalm(sale);
        return sale;
    }

    private static void staysAt(TestSale sale, int epoch) {
        await().during(Duration.ofMillis(800)).atMost(PATIENCE).until(() -> sale.field("epoch")
                .equals(Integer.toString(epoch)));
    }

    @Test
    void seesNothingWhereThereIsNothing() {
        TestSale sale = withConfirmedOrder(new String[1]);

        look(sale);
        look(sale);

        for (Kind kind : Kind.values()) {
            assertThat(drift(kind)).isZero();
        }
        staysAt(sale, 1);
    }

    @Test
    void rebuildsASaleThatHasALiveOrderWithoutAHold() {
        String[] alice = new String[1];
        TestSale sale = withConfirmedOrder(alice);
        sale.inMysql(
                new Order(alice[0], "alice", 2, "PENDING_PAYMENT"),
                new Order(sale.id() + "-1-99", "late", 1, "PENDING_PAYMENT"));

        look(sale);
        assertThat(drift(Kind.ORDER_WITHOUT_HOLD)).as("seen once").isZero();
        staysAt(sale, 1);
        lookUntil(sale, Kind.ORDER_WITHOUT_HOLD, 1);
        sale.awaitOpenAt(2);

        assertThat(sale.hold(sale.id() + "-1-99")).isEqualTo("C");
        assertThat(sale.available()).isEqualTo(7);
        await().atMost(PATIENCE).untilAsserted(() -> {
            look(sale);
            assertThat(drift(Kind.ORDER_WITHOUT_HOLD)).isZero();
        });
    }

    @Test
    void rebuildsASaleThatHasAConfirmedHoldWithoutALiveOrder() {
        TestSale sale = withConfirmedOrder(new String[1]);
        sale.inMysql();

        lookUntil(sale, Kind.HOLD_WITHOUT_ORDER, 2);
        sale.awaitOpenAt(2);

        assertThat(sale.available()).isEqualTo(10);
    }

    @Test
    void seesThroughSumsThatAgreeByChance() {
        TestSale sale = withConfirmedOrder(new String[1]);
        sale.inMysql(new Order(sale.id() + "-1-77", "bob", 2, "PENDING_PAYMENT"));

        lookUntil(sale, Kind.ORDER_WITHOUT_HOLD, 2);

        assertThat(drift(Kind.HOLD_WITHOUT_ORDER)).isEqualTo(2);
        assertThat(drift(Kind.FIGURES)).isZero();
        sale.awaitOpenAt(2);
    }

    @Test
    void rebuildsASaleWhoseFiguresDoNotAddUp() {
        TestSale sale = withConfirmedOrder(new String[1]);
        TestSale.REDIS.hincrBy(SlotKey.SALE.of(sale.id()), "available", 3);
        TestSale.REDIS.hincrBy(SlotKey.SALE.of(sale.id()), "total", 3);

        lookUntil(sale, Kind.FIGURES, 3);
        sale.awaitOpenAt(2);

        assertThat(sale.available()).isEqualTo(8);
    }

    @Test
    void leavesAnUnconfirmedHoldToTheRelay() {
        TestSale sale = TestSale.open(10, 3);
        sale.reserve("alice", 2);
        awaitCalm(sale);

        look(sale);
        look(sale);

        staysAt(sale, 1);
    }

    @Test
    void saysNothingWhileReservationsAreOnTheirWay() {
        String[] alice = new String[1];
        TestSale sale = withConfirmedOrder(alice);
        OrderServiceStub.setLagging(true);
        String bob = sale.reserve("bob", 1);
        await().atMost(PATIENCE).until(() -> !OrderServiceStub.received(bob).isEmpty() && sale.outboxEntries() == 0);
        sale.inMysql();

        assertThat(lookOnce(sale)).isFalse();
        assertThat(lookOnce(sale)).isFalse();

        assertThat(drift(Kind.HOLD_WITHOUT_ORDER)).isZero();
        staysAt(sale, 1);
    }

    @Test
    void restsTwiceAsLongBeforeTheNextRebuildThatCuresNothing() {
        TestSale sale = withConfirmedOrder(new String[1]);
        // MySQL's figures and its orders disagree: no rebuild can mend that.
        sale.inMysqlAllotted(11);

        lookUntilSeenTwice(sale);
        sale.awaitOpenAt(2);
        assertThat(drift(Kind.FIGURES)).isPositive();

        now = now.plus(config.restAfterRebuild()).minusMillis(1);
        lookUntilSeenTwice(sale);
        staysAt(sale, 2);

        now = now.plusMillis(1);
        lookUntilSeenTwice(sale);
        sale.awaitOpenAt(3);

        now = now.plus(config.restAfterRebuild().multipliedBy(2)).minusMillis(1);
        lookUntilSeenTwice(sale);
        staysAt(sale, 3);
        assertThat(drift(Kind.FIGURES)).as("the alert stays").isPositive();
    }

    private void lookUntilSeenTwice(TestSale sale) {
        awaitCalm(sale);
        await().atMost(PATIENCE).until(() -> directory
                .find(sale.id())
                .filter(known -> rebuilds.progress(sale.id()).isEmpty())
                .isPresent());
        // One that cannot tell, for another test's reservations are on their way, makes the next the first again.
        await().atMost(PATIENCE).until(() -> lookOnce(sale) && lookOnce(sale));
    }
}
