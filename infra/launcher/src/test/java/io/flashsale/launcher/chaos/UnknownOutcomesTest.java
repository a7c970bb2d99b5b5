package io.flashsale.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.chaos.history.Call;
import io.flashsale.chaos.history.CallKind;
import io.flashsale.chaos.history.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownOutcomesTest {
    @Test
    void areResolvedByALaterClickOfTheSameBuyer() {
        List<Call> calls = List.of(
                buy("anna", CallKind.BUY, 0, Outcome.UNKNOWN),
                buy("ben", CallKind.BUY, 1, Outcome.UNKNOWN),
                buy("cleo", CallKind.BUY, 2, Outcome.UNKNOWN),
                buy("ben", CallKind.BUY, 10, Outcome.REFUSED),
                buy("anna", CallKind.BUY, 11, Outcome.OK),
                buy("ben", CallKind.RESOLVING_BUY, 12, Outcome.REFUSED),
                buy("dora", CallKind.BUY, 13, Outcome.OK));
        assertThat(UnknownOutcomes.in(calls)).isEqualTo(new UnknownOutcomes(1, 1, 1));
    }

    @Test
    void areNotResolvedByAClickThatWasUnderWayAtTheSameTime() {
        List<Call> calls = List.of(
                new Call("anna", CallKind.BUY, null, 0, 20, Outcome.UNKNOWN, "timeout", null),
                buy("anna", CallKind.BUY, 10, Outcome.OK));
        assertThat(UnknownOutcomes.in(calls)).isEqualTo(new UnknownOutcomes(0, 0, 1));
    }

    private static Call buy(String buyer, CallKind kind, long at, Outcome outcome) {
        return new Call(buyer, kind, null, at, at + 1, outcome, null, null);
    }
}
