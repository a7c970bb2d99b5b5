package io.flashsale.inventory.keeping;

import static io.flashsale.inventory.testing.Calls.internally;
import static io.flashsale.inventory.testing.TestSale.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.flashsale.inventory.RedisRun;
import io.flashsale.inventory.redis.NotSent;
import io.flashsale.inventory.redis.Script;
import io.flashsale.inventory.redis.SlotKey;
import io.flashsale.inventory.redis.Slots;
import io.flashsale.inventory.selling.SaleRepository;
import io.flashsale.inventory.testing.OrderServiceStub;
import io.flashsale.inventory.testing.OrderServiceStub.Order;
import io.flashsale.inventory.testing.OwnRedis;
import io.flashsale.inventory.testing.TestSale;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** What becomes of an open sale when Redis ends and begins again. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "inventory"))
@WithTestResource(OrderServiceStub.class)
@WithTestResource(OwnRedis.class)
class RedisRestartTest {

    @Inject
    SaleRepository sales;

    @Inject
    Slots slots;

    @AfterEach
    void redisIsDurableAgain() {
        OrderServiceStub.setDown(false);
        OrderServiceStub.setLagging(false);
        OwnRedis.kill();
        OwnRedis.run("--appendfsync", "always");
    }

    private static int epoch(TestSale sale) {
        return internally().get("/admin/sales/" + sale.id() + "/rebuild").path("epoch");
    }

    private static void awaitOpenAt(TestSale sale, int epoch) {
        await().atMost(PATIENCE).until(() -> sale.isOpen() && epoch(sale) == epoch);
    }

    private static String inRedis(TestSale sale, String field) {
        try (Jedis redis = OwnRedis.client()) {
            return redis.hget(SlotKey.SALE.of(sale.id()), field);
        }
    }

    private static void awaitRelayed(TestSale sale) {
        try (Jedis redis = OwnRedis.client()) {
            await().atMost(PATIENCE).until(() -> redis.xlen(SlotKey.OUTBOX.of(sale.id())) == 0);
        }
    }

    private RedisRun trusted(TestSale sale) {
        return sales.findSale(sale.id()).orElseThrow().trustedRun();
    }

    @Test
    void goesOnWithWhatADurableRedisHasKept() {
        TestSale sale = TestSale.open(10, 3);
        RedisRun before = trusted(sale);
        String alice = sale.reserve("alice", 2);
        assertThat(before.durable()).isTrue();

        OwnRedis.kill();
        OwnRedis.run("--appendfsync", "always");
        await().atMost(PATIENCE).until(sale::isOpen);

        assertThat(epoch(sale)).isEqualTo(1);
        assertThat(trusted(sale)).isNotEqualTo(before);
        assertThat(trusted(sale).durable()).isTrue();
        assertThat(sale.outcome("alice", 1)).isEqualTo("ALREADY_RESERVED");
        assertThat(sale.reserve("bob", 1)).isEqualTo(sale.id() + "-1-2").isNotEqualTo(alice);
    }

    @Test
    void rebuildsWhatARedisMayHaveLostThatSyncsOnceASecond() {
        TestSale sale = TestSale.open(10, 3);
        sale.inMysql();

        OwnRedis.kill();
        OwnRedis.run("--appendfsync", "everysec");
        awaitOpenAt(sale, 2);
        assertThat(trusted(sale).durable()).isFalse();

        OwnRedis.kill();
        OwnRedis.run("--appendfsync", "always");
        awaitOpenAt(sale, 3);
        assertThat(trusted(sale).durable()).as("from now on").isTrue();
    }

    @Test
    void rebuildsWhatARedisMayHaveLostThatKeepsItsConfigurationToItself() {
        TestSale sale = TestSale.open(10, 3);
        sale.inMysql();

        OwnRedis.kill();
        OwnRedis.run("--appendfsync", "always", "--rename-command", "CONFIG", "");
        awaitOpenAt(sale, 2);

        assertThat(trusted(sale).durable()).isFalse();
    }

    @Test
    void rebuildsWhatIsGone() {
        TestSale sale = TestSale.open(10, 3);
        String alice = sale.reserve("alice", 2);
        awaitRelayed(sale);
        sale.inMysql(new Order(alice, "alice", 2, "PAID"));

        OwnRedis.kill();
        OwnRedis.wipe();
        OwnRedis.run("--appendfsync", "always");
        awaitOpenAt(sale, 2);

        assertThat(inRedis(sale, "available")).isEqualTo("8");
    }

    @Test
    void givesNoOrderIdTwiceWhenRedisComesBackInAnOlderState() {
        TestSale sale = TestSale.open(10, 3);
        String alice = sale.reserve("alice", 1);
        awaitRelayed(sale);
        OwnRedis.backUp();
        String bob = sale.reserve("bob", 1);
        awaitRelayed(sale);
        sale.inMysql(new Order(alice, "alice", 1, "PAID"), new Order(bob, "bob", 1, "PENDING_PAYMENT"));

        OwnRedis.kill();
        OwnRedis.restore();
        OwnRedis.run("--appendfsync", "everysec");
        awaitOpenAt(sale, 2);

        assertThat(sale.reserve("carol", 1)).isEqualTo(sale.id() + "-2-1").isNotIn(alice, bob);
        assertThat(inRedis(sale, "available")).isEqualTo("7");
    }

    /** Not even the first click: the slot looks as open as it was. */
    @Test
    void sendsNoScriptOfTheEpochToARedisThatIsNotTrusted() {
        TestSale sale = TestSale.open(10, 3);
        sale.reserve("alice", 1);
        awaitRelayed(sale);
        OrderServiceStub.setDown(true);

        OwnRedis.kill();
        OwnRedis.run("--appendfsync", "everysec");

        await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> sale.outcome("bob", 1)
                .equals("RECOVERING"));
        assertThat(inRedis(sale, "sequence")).isEqualTo("1");
        assertThat(inRedis(sale, "available")).isEqualTo("9");
    }

    @Test
    void aCallThatIsMeantForOneRunGoesToNoOther() {
        RedisRun before = slots.currentRun().orElseThrow();
        List<String> lease = List.of("me", "1000");

        OwnRedis.kill();
        OwnRedis.run("--appendfsync", "always");
        await().atMost(PATIENCE).until(() -> !slots.currentRun().orElseThrow().isSameAs(before));

        assertThatExceptionOfType(NotSent.OtherRun.class)
                .isThrownBy(() -> slots.runOn(before, Script.KEEP_LEASE, "nosuchsale", lease)
                        .await()
                        .indefinitely());
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(NotSent.class)
                .until(() -> slots.runOn(slots.currentRun().orElseThrow(), Script.KEEP_LEASE, "nosuchsale", lease)
                                .await()
                                .indefinitely()
                                .toInteger()
                        == 1);
    }

    /** It looks as shut as it was, but a page of its holds may be missing. */
    @Test
    void aRebuildBeginsAnewWhenRedisDoes() {
        TestSale sale = TestSale.open(10, 3);
        OrderServiceStub.setLagging(true);
        String alice = sale.reserve("alice", 2);
        awaitRelayed(sale);
        sale.inMysql(new Order(alice, "alice", 2, "PENDING_PAYMENT"));
        internally().post("/admin/sales/" + sale.id() + "/rebuild").then().statusCode(202);
        await().atMost(PATIENCE).until(() -> "AWAIT_ORDERS"
                .equals(internally()
                        .get("/admin/sales/" + sale.id() + "/rebuild")
                        .path("step")));

        OwnRedis.kill();
        OwnRedis.run("--appendfsync", "always");
        await().atMost(PATIENCE).until(() -> epoch(sale) == 2);
        OrderServiceStub.setLagging(false);
        awaitOpenAt(sale, 3);

        assertThat(inRedis(sale, "available")).isEqualTo("8");
    }

    @Test
    void goesOnAfterARedisThatStoodStill() {
        TestSale sale = TestSale.open(10, 3);
        OwnRedis.signal("STOP");
        try {
            await().during(Duration.ofSeconds(5)).atMost(PATIENCE).until(() -> {
                int status =
                        sale.send(TestSale.click("alice", 1, Instant.now())).statusCode();
                return status == 503 || status == 200;
            });
        } finally {
            OwnRedis.signal("CONT");
        }

        await().atMost(PATIENCE).until(sale::isOpen);
        assertThat(epoch(sale)).isEqualTo(1);
        assertThat(sale.reserve("bob", 1)).isEqualTo(sale.id() + "-1-1");
    }
}
