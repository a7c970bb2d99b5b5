package io.flashsale.edge.challenging;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.challenging.Challenges.Challenge;
import io.flashsale.edge.challenging.Challenges.Proved;
import io.flashsale.edge.challenging.Challenges.Stale;
import io.flashsale.edge.challenging.Challenges.Wrong;
import io.flashsale.edge.identity.Identities;
import io.flashsale.edge.rig.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChallengesTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-15T10:00:00Z"));
    private final Challenges challenges = Challenging.challenges(clock);
    private final Challenge challenge = challenges.pose("sale1", "alice", 8);
    private final String solution = Integer.toString(Solver.solve(challenge.token(), 8));

    @Test
    void aSolutionProvesTheWorkThatWasAskedForOnce() {
        assertThat(challenges.redeem("sale1", "alice", challenge.token(), solution))
                .isEqualTo(new Proved(8));
        assertThat(challenges.redeem("sale1", "alice", challenge.token(), solution))
                .isEqualTo(new Stale());
    }

    @Test
    void everyChallengeIsAnother() {
        assertThat(challenges.pose("sale1", "alice", 8).token()).isNotEqualTo(challenge.token());
    }

    @Test
    void whatIsNoSolutionIsNamedAndSpendsNothing() {
        for (String number : new String[] {"", "x", "-1", wrongNumber()}) {
            assertThat(challenges.redeem("sale1", "alice", challenge.token(), number))
                    .isInstanceOfSatisfying(
                            Wrong.class, wrong -> assertThat(wrong.field()).isEqualTo("solution"));
        }
        assertThat(challenges.redeem("sale1", "alice", challenge.token(), solution))
                .isEqualTo(new Proved(8));
    }

    @Test
    void isOfNoUseToAnotherBuyerOrForAnotherSaleOrWhenItIsRewritten() {
        assertWrongChallenge("sale1", "bob", challenge.token());
        assertWrongChallenge("sale2", "alice", challenge.token());
        assertWrongChallenge("sale1", "bob", challenge.token().replace("alice", "bob"));
        assertWrongChallenge("sale1", "alice", challenge.token().replace("alice.8.", "alice.0."));
        assertWrongChallenge("sale1", "alice", "c1.sale1.alice.0.99999999999.nonce.generation.signature");
        assertWrongChallenge("sale1", "alice", "c1.sale1.alice." + "9".repeat(100_000));
        assertWrongChallenge("sale1", "alice", "");
    }

    @Test
    void aPassIsNoChallenge() {
        String pass = Identities.passes(clock)
                .issue("sale1", "alice", clock.instant().plusSeconds(600))
                .pass();
        assertWrongChallenge("sale1", "alice", pass);
        assertWrongChallenge("sale1", "alice", pass.replace("p2.", "c1."));
    }

    @Test
    void comesTooLateFromItsExpiryOn() {
        assertThat(challenge.expiresAt()).isEqualTo(Instant.parse("2026-01-15T10:02:00Z"));
        clock.set(challenge.expiresAt().minusMillis(1));
        assertThat(challenges.redeem("sale1", "alice", challenge.token(), solution))
                .isEqualTo(new Proved(8));
        Challenge late = challenges.pose("sale1", "alice", 1);
        clock.set(late.expiresAt());
        String number = Integer.toString(Solver.solve(late.token(), 1));
        assertThat(challenges.redeem("sale1", "alice", late.token(), number)).isEqualTo(new Stale());
    }

    @Test
    void isRedeemedAtAnyEdgeWithTheSameSecret() {
        assertThat(Challenging.challenges(clock).redeem("sale1", "alice", challenge.token(), solution))
                .isEqualTo(new Proved(8));
    }

    @Test
    void noMoreAreRedeemedThanCanBeRemembered() {
        Challenges few = Challenging.challenges(clock, Map.of("max-spent", "1"));
        assertThat(solveAt(few)).isEqualTo(new Proved(1));
        assertThat(solveAt(few)).isEqualTo(new Challenges.NoRoom());
        clock.advance(Duration.ofMinutes(4));
        assertThat(solveAt(few)).isEqualTo(new Proved(1));
    }

    private static Challenges.Verdict solveAt(Challenges each) {
        Challenge posed = each.pose("sale1", "alice", 1);
        return each.redeem("sale1", "alice", posed.token(), Integer.toString(Solver.solve(posed.token(), 1)));
    }

    private String wrongNumber() {
        int number = Integer.parseInt(solution) + 1;
        while (ProofOfWork.isSolution(challenge.token(), Integer.toString(number), 8)) {
            number++;
        }
        return Integer.toString(number);
    }

    private void assertWrongChallenge(String saleId, String userId, String token) {
        assertThat(challenges.redeem(saleId, userId, token, solution))
                .isInstanceOfSatisfying(
                        Wrong.class, wrong -> assertThat(wrong.field()).isEqualTo("challenge"));
    }
}
