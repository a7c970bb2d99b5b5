package io.flashsale.edge.limiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.addressing.Address;
import io.flashsale.edge.addressing.Origin;
import io.flashsale.edge.addressing.SourceClass;
import io.flashsale.edge.rig.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-15T10:00:00Z"));
    private final Limits limits = Limiting.limits(
            clock,
            Map.of(
                    "buyer", "2/s burst 2",
                    "address", "5/s burst 5",
                    "sale", "10/s burst 10",
                    "source-classes.direct", "8/s burst 8",
                    "source-classes.datacenter", "1/m burst 1"));

    @Test
    void ofABuyerHoldsWhereverTheClickComesFrom() {
        assertThat(click("alice", "192.0.2.1")).isNull();
        assertThat(click("alice", "192.0.2.2")).isNull();
        assertThat(click("alice", "192.0.2.3")).isEqualTo(new Overrun(DropReason.BUYER_LIMIT, 1));
        clock.advance(Duration.ofMillis(500));
        assertThat(click("alice", "192.0.2.3")).isNull();
    }

    @Test
    void ofAnAddressHoldsForAllBuyersTogether() {
        for (int buyer = 0; buyer < 5; buyer++) {
            assertThat(click("buyer" + buyer, "192.0.2.1")).isNull();
        }
        assertThat(click("alice", "192.0.2.1")).isEqualTo(new Overrun(DropReason.ADDRESS_LIMIT, 1));
        assertThat(click("bob", "192.0.2.2")).isNull();
    }

    @Test
    void ofAnIpv6SubnetHoldsForAllOfItsAddresses() {
        for (int host = 1; host <= 5; host++) {
            assertThat(click("buyer" + host, "2001:db8::" + host)).isNull();
        }
        assertThat(click("alice", "2001:db8::ffff:1").reason()).isEqualTo(DropReason.ADDRESS_LIMIT);
        assertThat(click("bob", "2001:db8:0:1::1")).isNull();
    }

    @Test
    void ofAClassAndOfASaleHoldForEverybody() {
        for (int buyer = 0; buyer < 8; buyer++) {
            assertThat(click("buyer" + buyer, "192.0.2." + buyer)).isNull();
        }
        assertThat(click("alice", "192.0.2.100").reason()).isEqualTo(DropReason.CLASS_LIMIT);
        assertThat(limits.takeForClick("bob", from("192.0.2.101", SourceClass.TRUSTED_PROXY), "sale1"))
                .isNull();
        assertThat(limits.takeForClick("carol", from("192.0.2.102", SourceClass.TRUSTED_PROXY), "sale1"))
                .isNull();
        assertThat(limits.takeForClick("dave", from("192.0.2.103", SourceClass.TRUSTED_PROXY), "sale1")
                        .reason())
                .isEqualTo(DropReason.SALE_LIMIT);
        assertThat(limits.takeForClick("erin", from("192.0.2.104", SourceClass.TRUSTED_PROXY), "sale2"))
                .isNull();
    }

    @Test
    void sayInWholeSecondsHowLongToWait() {
        assertThat(limits.takeForClick("alice", from("192.0.2.1", SourceClass.DATACENTER), "sale1"))
                .isNull();
        assertThat(limits.takeForClick("alice", from("192.0.2.1", SourceClass.DATACENTER), "sale1"))
                .isEqualTo(new Overrun(DropReason.CLASS_LIMIT, 60));
        clock.advance(Duration.ofMillis(58_001));
        assertThat(limits.takeForClick("bob", from("192.0.2.1", SourceClass.DATACENTER), "sale1"))
                .isEqualTo(new Overrun(DropReason.CLASS_LIMIT, 2));
    }

    @Test
    void ofAddressesAndClassesDoNotHoldForNetworksWithoutLimits() {
        Origin here = new Origin(Address.parse("127.0.0.1"), SourceClass.DIRECT, true, 0);
        for (int buyer = 0; buyer < 10; buyer++) {
            assertThat(limits.takeForClick("buyer" + buyer, here, "sale1")).isNull();
        }
        assertThat(limits.takeForClick("alice", here, "sale1").reason()).isEqualTo(DropReason.SALE_LIMIT);
        assertThat(limits.takeForPass("alice", here)).isNull();
        assertThat(limits.takeForPass("alice", here).reason()).isEqualTo(DropReason.BUYER_LIMIT);
    }

    @Test
    void passesAndClicksTakeFromTheSameTokens() {
        assertThat(limits.takeForPass("alice", from("192.0.2.1", SourceClass.DIRECT)))
                .isNull();
        assertThat(click("alice", "192.0.2.1")).isNull();
        assertThat(limits.takeForPass("alice", from("192.0.2.1", SourceClass.DIRECT)))
                .isEqualTo(new Overrun(DropReason.BUYER_LIMIT, 1));
    }

    @Test
    void byDefaultTenHastyClicksOfABuyerAndAPassAreNotTooMany() {
        Limits byDefault = Limiting.limits(clock, Map.of());
        Origin home = from("192.0.2.1", SourceClass.DIRECT);
        assertThat(byDefault.takeForPass("alice", home)).isNull();
        for (int click = 0; click < 10; click++) {
            assertThat(byDefault.takeForClick("alice", home, "sale1")).isNull();
        }
    }

    private Overrun click(String buyer, String address) {
        return limits.takeForClick(buyer, from(address, SourceClass.DIRECT), "sale1");
    }

    private static Origin from(String address, SourceClass source) {
        return new Origin(Address.parse(address), source, false, 0);
    }
}
