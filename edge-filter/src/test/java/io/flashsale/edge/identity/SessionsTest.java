package io.flashsale.edge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.rig.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-15T10:00:00.700Z"));
    private final Sessions sessions = Identities.sessions(clock);
    private final Sessions.Session alice = sessions.open("alice");

    @Test
    void theSameNameIsAlwaysTheSameUserAndAnotherNameAnother() {
        assertThat(sessions.open("alice").userId()).isEqualTo(alice.userId());
        assertThat(sessions.open("Alice").userId()).isNotEqualTo(alice.userId());
        assertThat(alice.userId()).matches("[A-Za-z0-9_-]{1,64}");
        assertThat(sessions.open("\u00e9l\u00e8ve . dots").userId()).matches("[A-Za-z0-9_-]{1,64}");
    }

    @Test
    void namesItsUserUntilItRunsOut() {
        assertThat(userOf(alice.token())).isEqualTo(alice.userId());
        clock.set(alice.expiresAt().minusSeconds(1));
        assertThat(userOf(alice.token())).isEqualTo(alice.userId());
        clock.set(alice.expiresAt());
        assertThat(userOf(alice.token())).isNull();
    }

    @Test
    void saysWhenItRunsOutInWholeSeconds() {
        assertThat(alice.expiresAt()).isEqualTo(Instant.parse("2026-01-15T22:00:00Z"));
    }

    @Test
    void cannotBeProlongedOrMadeAnotherUsers() {
        long expiry = alice.expiresAt().getEpochSecond();
        assertThat(userOf(alice.token().replace(Long.toString(expiry), Long.toString(expiry + 1))))
                .isNull();
        String bob = sessions.open("bob").userId();
        assertThat(userOf(alice.token().replace(alice.userId(), bob))).isNull();
    }

    @Test
    void aPrivilegedSessionIsItsUsersAndSaysSo() {
        Sessions.Session vip = sessions.open("alice", true);
        assertThat(vip.userId()).isEqualTo(alice.userId());
        assertThat(userOf(vip.token())).isEqualTo(alice.userId());
        assertThat(sessions.claimedUserOf("Bearer " + vip.token())).isEqualTo(alice.userId());
        assertThat(Sessions.claimsPrivilege("Bearer " + vip.token())).isTrue();
        assertThat(Sessions.claimsPrivilege("Bearer " + alice.token())).isFalse();
    }

    @Test
    void noSessionCanBeMadePrivilegedByItsBuyer() {
        assertThat(userOf(alice.token().replace("s1.", "s1p."))).isNull();
    }

    @Test
    void ofAnotherSecretIsNone() {
        Sessions elsewhere = new Sessions(Identities.config("another secret, as long"), clock);
        assertThat(userOf(elsewhere.open("alice").token())).isNull();
    }

    @Test
    void ofAPreviousSecretIsOneUntilThatIsTakenAway() {
        String token = alice.token();
        Sessions rotated = new Sessions(Identities.config("a new secret, as long", "a secret of the tests"), clock);
        assertThat(rotated.userOf("Bearer " + token)).isEqualTo(alice.userId());
        Sessions after = new Sessions(Identities.config("a new secret, as long"), clock);
        assertThat(after.userOf("Bearer " + token)).isNull();
    }

    @Test
    void aPassIsNoSession() {
        Passes.Pass pass = Identities.passes(clock)
                .issue("sale1", alice.userId(), clock.instant().plus(Duration.ofHours(1)));
        assertThat(userOf(pass.pass())).isNull();
        assertThat(userOf(pass.pass().replace("p2.", "s1."))).isNull();
    }

    @Test
    void whatTheKeyOfPassesSignedIsNoSession() {
        String text = "s1.alice." + alice.expiresAt().getEpochSecond();
        assertThat(userOf(new SignedToken(Identities.config("a secret of the tests"), "session").sign(text)))
                .isEqualTo("alice");
        assertThat(userOf(new SignedToken(Identities.config("a secret of the tests"), "pass").sign(text)))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer .",
                "Bearer ...",
                "Bearer s1.",
                "Bearer s1..",
                "Bearer s1....",
                "Bearer s1p",
                "Bearer s1p.",
                "Bearer s1p.a.b.c",
                "Bearer s1.a.b.c",
                "bearer s1.a.1.c",
                "Basic YWxpY2U6c2VjcmV0",
                "Bearer s1.\u00e9.99999999999.\u20ac"
            })
    void whatIsNoSessionNamesNobody(String authorization) {
        assertThat(sessions.userOf(authorization)).isNull();
    }

    @Test
    void nothingAndTooMuchNameNobody() {
        assertThat(sessions.userOf(null)).isNull();
        assertThat(sessions.userOf("Bearer s1." + "a".repeat(100_000) + ".9.x")).isNull();
        assertThat(sessions.claimedUserOf("Bearer s1." + "a".repeat(100_000) + ".9.x"))
                .isNull();
    }

    @Test
    void theClaimedUserIsReadUnchecked() {
        assertThat(sessions.claimedUserOf("Bearer " + alice.token())).isEqualTo(alice.userId());
        assertThat(sessions.claimedUserOf("Bearer s1.mallory.1.forged")).isEqualTo("mallory");
        assertThat(sessions.claimedUserOf("Bearer s1.mallory")).isNull();
        assertThat(sessions.claimedUserOf("s1.mallory.1.forged")).isNull();
    }

    private String userOf(String token) {
        return sessions.userOf("Bearer " + token);
    }
}
