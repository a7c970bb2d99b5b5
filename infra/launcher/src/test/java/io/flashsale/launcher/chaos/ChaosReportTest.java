package io.flashsale.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.chaos.buying.CrowdSettings;
import io.flashsale.chaos.checking.Verdict;
import io.flashsale.chaos.history.Call;
import io.flashsale.chaos.history.CallKind;
import io.flashsale.chaos.history.FinalReads;
import io.flashsale.chaos.history.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChaosReportTest {
    private static final ChaosOrder ORDER = new ChaosOrder(2, 1, 100, CrowdSettings.usual(1));

    @Test
    void tellsFaultsAndThatAllWasKept() {
        ChaosResult result = result(Duration.ofMillis(1234), 100, List.of());
        assertThat(result.failures()).isEmpty();
        assertThat(new ChaosReport(result).lines())
                .anyMatch(line -> line.matches("  1  .*12\\.0 s  1\\.2 s"))
                .contains("missing orders     1, at most 4 could be: entries that were unsent when Redis was wiped")
                .contains("unknown outcomes   3: 1 turned out to have an order, 1 to have none, 1 never learned")
                .contains("Clean: every promise was kept.");
    }

    @Test
    void countsEverythingThatMustNotBe() {
        ChaosResult result = result(null, 99, List.of("oversold"));
        assertThat(result.failures())
                .hasSize(3)
                .anyMatch(line -> line.contains("only 99 orders"))
                .anyMatch(line -> line.contains("did not recover"))
                .contains("oversold");
        assertThat(new ChaosReport(result).lines()).contains("VIOLATION  oversold", "3 violations.");
    }

    private static ChaosResult result(Duration backAfter, int accepted, List<String> violations) {
        PlannedFault fault = Schedule.of(1, 1).get(0);
        DoneFault done = new DoneFault(
                1, fault, Duration.ofSeconds(12), backAfter, backAfter == null ? "it did not recover" : "");
        Call notFound = new Call("b", CallKind.READ, "o1", 1, 2, Outcome.REFUSED, "not-found", null);
        return new ChaosResult(
                ORDER,
                List.of(done),
                accepted,
                new UnknownOutcomes(1, 1, 1),
                new RedisWipe.Loss(4, 0),
                new FinalReads(Map.of("o1", notFound), Optional.empty()),
                new Verdict(violations, List.of()));
    }
}
