package io.flashsale.edge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.rig.MutableClock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassesTest {

    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00.700Z");

    private final MutableClock clock = new MutableClock(NOW);
    private final Passes passes = Identities.passes(clock);
    private final Passes.Pass pass = passes.issue("sale1", "alice", NOW.plusSeconds(3_600));

    @Test
    void isGoodAgainAndAgainForItsBuyerAndSaleUntilItRunsOut() {
        assertThat(pass.expiresAt()).isEqualTo(Instant.parse("2026-01-15T10:10:00Z"));
        assertThat(passes.isGood(pass.pass(), "sale1", "alice")).isTrue();
        clock.set(pass.expiresAt().minusSeconds(1));
        assertThat(passes.isGood(pass.pass(), "sale1", "alice")).isTrue();
        clock.set(pass.expiresAt());
        assertThat(passes.isGood(pass.pass(), "sale1", "alice")).isFalse();
    }

    @Test
    void lastsNoLongerThanTheSale() {
        Instant closesAt = Instant.parse("2026-01-15T10:03:00Z");
        assertThat(passes.issue("sale1", "alice", closesAt).expiresAt()).isEqualTo(closesAt);
    }

    @Test
    void isNotGoodForAnotherBuyerOrSale() {
        assertThat(passes.isGood(pass.pass(), "sale1", "bob")).isFalse();
        assertThat(passes.isGood(pass.pass(), "sale2", "alice")).isFalse();
        assertThat(passes.isGood(pass.pass(), "sale1.alice", "")).isFalse();
    }

    @Test
    void cannotBeRewritten() {
        assertThat(passes.isGood(pass.pass().replace("alice", "mallory"), "sale1", "mallory"))
                .isFalse();
        long expiry = pass.expiresAt().getEpochSecond();
        assertThat(passes.isGood(
                        pass.pass().replace(Long.toString(expiry), Long.toString(expiry + 600)), "sale1", "alice"))
                .isFalse();
    }

    @Test
    void aSessionIsNoPass() {
        Sessions.Session session = Identities.sessions(clock).open("alice");
        assertThat(passes.isGood(session.token(), "sale1", session.userId())).isFalse();
        assertThat(passes.isGood(session.token().replace("s1.", "p1.sale1."), "sale1", session.userId()))
                .isFalse();
    }

    @Test
    void whatTheKeyOfSessionsSignedIsNoPass() {
        String text = "p1.sale1.alice." + pass.expiresAt().getEpochSecond();
        assertThat(passes.isGood(new SignedToken("a secret of the tests", "pass").sign(text), "sale1", "alice"))
                .isTrue();
        assertThat(passes.isGood(new SignedToken("a secret of the tests", "session").sign(text), "sale1", "alice"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "...", "p1.sale1.alice", "p1.sale1.alice.", "p1.sale1.alice..", "\u00e9.\u20ac"})
    void whatIsNoPassIsNotGood(String text) {
        assertThat(passes.isGood(text, "sale1", "alice")).isFalse();
    }

    @Test
    void aHugeOneIsNotGood() {
        assertThat(passes.isGood("p1.sale1.alice." + "9".repeat(100_000), "sale1", "alice"))
                .isFalse();
    }
}
