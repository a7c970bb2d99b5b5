package io.flashsale.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverloadVerdictTest {
    private static final long BEGIN = 1_000_000;
    private static final String RULE = "rule:edges-overloaded";

    private final OverloadPlan plan = new OverloadPlan(2_000, 10, 5, 2, Duration.ofSeconds(2), 2_000);
    private final AdmissionLog admission = new AdmissionLog();

    @Test
    void passesWhatWasPromised() {
        degrade();
        OverloadVerdict verdict = verdict(crowd(40_000, 400, 50));
        assertThat(verdict.missed()).isEmpty();
        assertThat(verdict.lines())
                .containsEntry("Rehearsal", "2000 clicks in 20.0 s; 5/s accepted, p99 900 ms; counts for nothing")
                .containsEntry("Capacity", "10/s, the best of 8 10")
                .containsEntry("Overload", "2000 clicks in 40.0 s: 50/s, 5.00 times the capacity")
                .containsEntry("Goodput", "10/s, 100.0 % of the capacity")
                .containsEntry("Answers then", "p99 50 ms of all, 50 ms of the accepted")
                .containsEntry(
                        "Degradation",
                        "entered 2.0 s after the overload began, left 6.0 s after it ended; line 0.5, auto");
    }

    @Test
    void missesGoodputBelowNineTenths() {
        degrade();
        assertThat(verdict(crowd(40_000, 355, 50)).missed()).containsExactly("goodput fell to 88.8 % of the capacity");
    }

    @Test
    void missesAnswersThatTakeATenthOfASecond() {
        degrade();
        assertThat(verdict(crowd(40_000, 400, 100)).missed())
                .containsExactly("one answer in a hundred took 100 ms or more");
    }

    @Test
    void missesTooFewClicksAndTooShortAnOverload() {
        degrade();
        assertThat(verdict(crowd(41_000, 410, 50)).missed())
                .containsExactly("the load generator brought 4.88 times the capacity");
        assertThat(verdict(crowd(29_900, 400, 50)).missed())
                .containsExactly("the overload lasted 29.9 s instead of 30; say -Dcrowd=N");
    }

    @Test
    void missesDegradationThatWasNotSeen() {
        assertThat(verdict(crowd(40_000, 400, 50)).missed())
                .containsExactly(
                        "the rule was not seen to lower the line under the overload",
                        "the rule was not seen to put the line back afterwards");
    }

    @Test
    void missesDegradationThatEndedUnderTheOverload() {
        saw("1", "0.5", 2_000);
        saw("2", "auto", 39_000);
        assertThat(verdict(crowd(40_000, 400, 50)).missed())
                .containsExactly("the rule was not seen to put the line back afterwards");
    }

    @Test
    void doesNotTakeTheLastStepForTheCapacityWhenItMightHaveServedMore() {
        degrade();
        OverloadVerdict verdict = new OverloadVerdict(
                plan, new ClickCounts(), List.of(step(20), step(26)), crowd(40_000, 400, 50), admission);
        assertThat(verdict.missed()).anyMatch(line -> line.startsWith("the capacity was not reached"));
    }

    private OverloadVerdict verdict(ClickCounts crowd) {
        return new OverloadVerdict(plan, crowd(20_000, 100, 900), List.of(step(16), step(20)), crowd, admission);
    }

    private static ClickCounts step(int accepted) {
        ClickCounts counts = new ClickCounts();
        for (int i = 0; i < accepted; i++) {
            counts.add(BEGIN, 10, true);
        }
        return counts;
    }

    private static ClickCounts crowd(int lastsMillis, int accepted, int answerMillis) {
        ClickCounts counts = new ClickCounts();
        for (int i = 0; i < 2_000; i++) {
            counts.add(BEGIN + answerMillis + (long) lastsMillis * i / 1_999, answerMillis, i < accepted);
        }
        return counts;
    }

    private void degrade() {
        saw("1", "0.5", 2_000);
        saw("2", "auto", 46_000);
    }

    private void saw(String version, String value, long millis) {
        admission.saw(version, value, RULE, Instant.ofEpochMilli(BEGIN + millis).toString());
    }
}
