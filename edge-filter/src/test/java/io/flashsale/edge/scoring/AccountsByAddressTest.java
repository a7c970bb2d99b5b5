package io.flashsale.edge.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flashsale.edge.addressing.Address;
import io.flashsale.edge.rig.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccountsByAddressTest {

    private static final Address HOME = Address.parse("192.0.2.1");

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-15T10:00:00Z"));
    private final AccountsByAddress accounts = new AccountsByAddress(Duration.ofMinutes(1), 1_000, clock);

    @Test
    void theSameBuyerIsOne() {
        double counted = 0;
        for (int i = 0; i < 100; i++) {
            counted = accounts.note(HOME, "alice");
        }
        assertThat(counted).isCloseTo(1, within(0.1));
    }

    @Test
    void tellsFewFromManyAboutRight() {
        assertThat(afterBuyers(5)).isCloseTo(5, within(2.0));
        assertThat(afterBuyers(50)).isCloseTo(50, within(25.0));
        assertThat(afterBuyers(5_000)).isGreaterThan(100);
    }

    @Test
    void addressesHaveNothingToDoWithEachOtherUnlessTheyAreOneSubnet() {
        afterBuyers(100);
        assertThat(accounts.note(Address.parse("192.0.2.2"), "alice")).isCloseTo(1, within(0.1));
        accounts.note(Address.parse("2001:db8::1"), "alice");
        accounts.note(Address.parse("2001:db8::2"), "bob");
        assertThat(accounts.note(Address.parse("2001:db8::3"), "carol")).isGreaterThan(1.9);
    }

    @Test
    void beginsAnewAfterTheWindow() {
        afterBuyers(100);
        clock.advance(Duration.ofSeconds(61));
        assertThat(accounts.note(HOME, "alice")).isCloseTo(1, within(0.1));
    }

    private double afterBuyers(int buyers) {
        double counted = 0;
        for (int buyer = 0; buyer < buyers; buyer++) {
            counted = accounts.note(HOME, "buyer" + buyer);
        }
        return counted;
    }
}
