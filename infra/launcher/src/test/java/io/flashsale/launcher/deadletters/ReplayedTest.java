package io.flashsale.launcher.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplayedTest {
    @Test
    void beginsWhereTheTopicBegins() {
        Replayed replayed = Replayed.of(null, 7);
        assertThat(replayed.first()).isEqualTo(7);
        assertThat(replayed.missing(10)).isEqualTo(3);
    }

    @Test
    void remembersSingleOnesAndJoinsThemToTheRest() {
        Replayed replayed = Replayed.of(null, 0);
        replayed.add(2);
        assertThat(replayed.contains(2)).isTrue();
        assertThat(replayed.contains(1)).isFalse();
        assertThat(replayed.missing(4)).isEqualTo(3);

        Replayed again = Replayed.of(replayed.toCommit(), 0);
        again.add(0);
        again.add(1);
        assertThat(again.first()).isEqualTo(3);
        assertThat(again.toCommit().metadata()).isEmpty();
    }

    @Test
    void forgetsWhatTheTopicHasForgotten() {
        Replayed replayed = Replayed.of(null, 0);
        replayed.add(3);
        assertThat(Replayed.of(replayed.toCommit(), 5).first()).isEqualTo(5);
        assertThat(Replayed.of(replayed.toCommit(), 5).missing(6)).isEqualTo(1);
    }

    @Test
    void fitsIntoWhatTheBrokerKeeps() {
        Replayed replayed = Replayed.of(null, 0);
        for (long offset = 1_000_000_000_000_000L; replayed.hasRoom(); offset += 2) {
            replayed.add(offset);
        }
        assertThat(replayed.toCommit().metadata()).hasSizeLessThan(4096);
    }
}
