package io.flashsale.inventory.relaying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.inventory.redis.SlotKey;
import io.flashsale.inventory.redis.Slots;
import io.flashsale.inventory.testing.OrderServiceStub;
import io.flashsale.inventory.testing.TestSale;
import io.flashsale.testing.RealServers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "inventory"))
@WithTestResource(OrderServiceStub.class)
class LeasesTest {

    /** Long enough to look twice within it, short enough to wait for. */
    private static final Duration LEASE_TIME = Duration.ofMillis(600);

    private static final RelayingConfig CONFIG = new RelayingConfig() {
        @Override
        public int batch() {
            return 1_000;
        }

        @Override
        public Duration leaseTime() {
            return LEASE_TIME;
        }

        @Override
        public Duration idlePause() {
            return Duration.ofMillis(50);
        }

        @Override
        public Duration beat() {
            return Duration.ofMillis(25);
        }

        @Override
        public Duration sendTimeout() {
            return Duration.ofSeconds(15);
        }

        @Override
        public Duration resendAfter() {
            return Duration.ofSeconds(10);
        }
    };

    @Inject
    Slots slots;

    private final String saleId = "lease" + Long.toString(System.nanoTime(), 36);

    private Leases instance() {
        return new Leases(slots, Clock.systemUTC(), CONFIG);
    }

    @Test
    void oneHoldsAndTheOtherDoesNot() {
        Leases first = instance();
        Leases second = instance();

        assertThat(first.holds(saleId)).isTrue();
        assertThat(second.holds(saleId)).isFalse();
        assertThat(second.holds(saleId + "2")).as("another sale is free").isTrue();
    }

    @Test
    void theHolderKeepsItPastTheLeaseTime() {
        Leases first = instance();
        Leases second = instance();
        Instant end = Instant.now().plus(LEASE_TIME.multipliedBy(3));
        assertThat(first.holds(saleId)).isTrue();

        await().atMost(Duration.ofSeconds(10)).until(() -> {
            assertThat(first.holds(saleId)).isTrue();
            assertThat(second.holds(saleId)).isFalse();
            return Instant.now().isAfter(end);
        });
    }

    @Test
    void theOtherTakesOverWhenItIsGivenBack() {
        Leases first = instance();
        assertThat(first.holds(saleId)).isTrue();

        first.giveBack(new ShutdownEvent());

        assertThat(instance().holds(saleId)).isTrue();
    }

    @Test
    void whoHasHandedOverTakesNothingAgain() {
        Leases first = instance();
        assertThat(first.holds(saleId)).isTrue();

        first.giveBack(new ShutdownEvent());

        assertThat(first.holds(saleId)).isFalse();
        assertThat(first.holds(saleId + "3")).as("nor a sale it never had").isFalse();
    }

    @Test
    void aLeaseOfTheWrongTypeIsNobodys() {
        TestSale.REDIS.hset(SlotKey.LEASE.of(saleId), "not", "a lease");

        assertThat(instance().holds(saleId)).isTrue();
        assertThat(instance().holds(saleId)).isFalse();
    }

    @Test
    void theOtherDoesNotGiveBackWhatItDoesNotHold() {
        Leases first = instance();
        Leases second = instance();
        assertThat(first.holds(saleId)).isTrue();
        assertThat(second.holds(saleId)).isFalse();

        second.giveBack(new ShutdownEvent());

        assertThat(instance().holds(saleId)).isFalse();
    }

    @Test
    void theOtherTakesOverWhenTheHolderHasDied() {
        Leases died = instance();
        Leases survivor = instance();
        assertThat(died.holds(saleId)).isTrue();
        Instant taken = Instant.now();

        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(5))
                .until(() -> survivor.holds(saleId));

        assertThat(Duration.between(taken, Instant.now())).isGreaterThan(LEASE_TIME.minusMillis(100));
        assertThat(instance().holds(saleId)).isFalse();
    }

    @Test
    void asksRedisOnlyOnceInAThirdOfTheLeaseTime() {
        Instant now = Instant.now();
        Leases first = new Leases(slots, Clock.fixed(now, ZoneOffset.UTC), CONFIG);
        assertThat(first.holds(saleId)).isTrue();

        // By its clock nothing has passed, so it does not notice that the lease has run out in Redis.
        await().atMost(Duration.ofSeconds(5)).until(() -> instance().holds(saleId));

        assertThat(first.holds(saleId)).isTrue();
    }
}
