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
        assertThat(isGood(pass.pass(), "sale1", "alice")).isTrue();
        clock.set(pass.expiresAt().minusSeconds(1));
        assertThat(isGood(pass.pass(), "sale1", "alice")).isTrue();
        clock.set(pass.expiresAt());
        assertThat(isGood(pass.pass(), "sale1", "alice")).isFalse();
    }

    @Test
    void saysWhenItWasMadeAndWhatWorkWasDoneForIt() {
        assertThat(passes.read(pass.pass(), "sale1", "alice")).isEqualTo(new Passes.Claims(NOW.toEpochMilli(), 0));
        String earned =
                passes.issue("sale1", "alice", NOW.plusSeconds(3_600), 17).pass();
        assertThat(passes.read(earned, "sale1", "alice")).isEqualTo(new Passes.Claims(NOW.toEpochMilli(), 17));
    }

    @Test
    void cannotBeGivenWorkThatWasNotDone() {
        String[] parts = pass.pass().split("\\.");
        assertThat(parts).hasSize(8);
        parts[5] = "20";
        assertThat(isGood(String.join(".", parts), "sale1", "alice")).isFalse();
    }

    @Test
    void ofAPreviousSecretIsGoodUntilThatIsTakenAway() {
        Passes rotated = new Passes(Identities.config("a new secret, as long", "a secret of the tests"), clock);
        assertThat(rotated.read(pass.pass(), "sale1", "alice")).isNotNull();
        Passes after = new Passes(Identities.config("a new secret, as long"), clock);
        assertThat(after.read(pass.pass(), "sale1", "alice")).isNull();
        assertThat(passes.read(
                        rotated.issue("sale1", "alice", NOW.plusSeconds(60)).pass(), "sale1", "alice"))
                .as("made with the new secret, which this edge has not got yet")
                .isNull();
    }

    @Test
    void lastsNoLongerThanTheSale() {
        Instant closesAt = Instant.parse("2026-01-15T10:03:00Z");
        assertThat(passes.issue("sale1", "alice", closesAt).expiresAt()).isEqualTo(closesAt);
    }

    @Test
    void isNotGoodForAnotherBuyerOrSale() {
        assertThat(isGood(pass.pass(), "sale1", "bob")).isFalse();
        assertThat(isGood(pass.pass(), "sale2", "alice")).isFalse();
        assertThat(isGood(pass.pass(), "sale1.alice", "")).isFalse();
    }

    @Test
    void cannotBeRewritten() {
        assertThat(isGood(pass.pass().replace("alice", "mallory"), "sale1", "mallory"))
                .isFalse();
        long expiry = pass.expiresAt().getEpochSecond();
        assertThat(isGood(pass.pass().replace(Long.toString(expiry), Long.toString(expiry + 600)), "sale1", "alice"))
                .isFalse();
    }

    @Test
    void aSessionIsNoPass() {
        Sessions.Session session = Identities.sessions(clock).open("alice");
        assertThat(isGood(session.token(), "sale1", session.userId())).isFalse();
        assertThat(isGood(session.token().replace("s1.", "p2.sale1."), "sale1", session.userId()))
                .isFalse();
    }

    @Test
    void whatTheKeyOfSessionsSignedIsNoPass() {
        String text = "p2.sale1.alice.1." + pass.expiresAt().getEpochSecond() + ".0";
        IdentityConfig config = Identities.config("a secret of the tests");
        assertThat(isGood(new SignedToken(config, "pass").sign(text), "sale1", "alice"))
                .isTrue();
        assertThat(isGood(new SignedToken(config, "session").sign(text), "sale1", "alice"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "...", "p2.sale1.alice", "p2.sale1.alice.", "p2.sale1.alice..", "\u00e9.\u20ac"})
    void whatIsNoPassIsNotGood(String text) {
        assertThat(isGood(text, "sale1", "alice")).isFalse();
    }

    @Test
    void aHugeOneIsNotGood() {
        assertThat(isGood("p2.sale1.alice." + "9".repeat(100_000), "sale1", "alice"))
                .isFalse();
    }

    private boolean isGood(String text, String saleId, String userId) {
        return passes.read(text, saleId, userId) != null;
    }
}
