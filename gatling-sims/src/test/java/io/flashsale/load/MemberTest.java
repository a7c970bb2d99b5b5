package io.flashsale.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MemberTest {
    private static final Instant OPENS_AT = Instant.parse("2026-01-15T10:00:00Z");
    private final Traits traits = new Crowd(7, 0, "http://localhost:8080", Duration.ofSeconds(5))
            .of(2_000).stream()
                    .filter(each -> each.mostClicks() == 3)
                    .findFirst()
                    .orElseThrow();
    private final Member alice = new Member("alice", traits);

    @Test
    void clicksUntilThereIsAnOrder() {
        assertThat(goesOn(1)).isTrue();
        alice.clicked(null, "sold_out");
        assertThat(goesOn(1)).isTrue();
        alice.clicked("a-1-1", null);
        assertThat(goesOn(1)).isFalse();
        assertThat(alice.orders()).isEqualTo(1);
        assertThat(alice.clicks()).isEqualTo(2);
    }

    @Test
    void givesUpAfterThreeClicksOrWhenPatienceRunsOut() {
        assertThat(goesOn(61)).isFalse();
        for (int i = 0; i < 3; i++) {
            alice.clicked(null, "sold_out");
        }
        assertThat(goesOn(1)).isFalse();
    }

    @Test
    void countsWhatFiltersDidByTheirReasons() {
        alice.clicked(null, "sold_out");
        assertThat(alice.wasChallenged() || alice.wasDropped() || alice.wasLimited())
                .isFalse();
        alice.clicked(null, "challenged");
        alice.clicked(null, "bot");
        alice.clicked(null, "buyer_limit");
        assertThat(alice.wasChallenged() && alice.wasDropped() && alice.wasLimited())
                .isTrue();
    }

    @Test
    void solvesOneChallengeAtATime() {
        assertThat(alice.takesUp()).isTrue();
        assertThat(alice.takesUp()).isFalse();
        alice.laysDown(false);
        assertThat(alice.hasSolved()).isFalse();
        assertThat(alice.takesUp()).isTrue();
        alice.laysDown(true);
        assertThat(alice.hasSolved()).isTrue();
    }

    @Test
    void losesOnlyThePassThatWasRefused() {
        alice.passed("new");
        alice.refused("old");
        assertThat(alice.pass()).isEqualTo("new");
        alice.refused("new");
        assertThat(alice.pass()).isNull();
    }

    private boolean goesOn(int secondsAfterOpening) {
        return alice.goesOn(OPENS_AT, OPENS_AT.plusSeconds(secondsAfterOpening));
    }
}
