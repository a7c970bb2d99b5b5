package io.flashsale.launcher.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.launcher.fairness.Evidence.Decision;
import io.flashsale.launcher.fairness.Evidence.SwitchChange;
import io.flashsale.launcher.fairness.FairnessVerifier.Verdict;
import io.flashsale.launcher.fairness.Finding.Check;
import io.flashsale.launcher.fairness.TestEvidence.Override;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sales of which a switch set the line: judged by what the switch's history says. */
class SwitchedSaleTest {

    private static final Duration FEED_DELAY = Duration.ofSeconds(10);
    private static final String ALL = "admission";
    private static final String ONE = "admission:" + TestEvidence.SALE;
    private static final long FROM = TestEvidence.OPENS_AT + 100_000;
    private static final long UNTIL = FROM + 120_000;

    private final Evidence raised = switched(0.8, byOperator(ONE, "0.8", 1, FROM), byOperator(ONE, null, 2, UNTIL));

    @Test
    void whatAnOperatorSetsReplacesTheLineAndIsToldOf() {
        assertThat(raised.decisions()).anyMatch(Decision::overridden);
        Verdict verdict = verify(raised);
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.unchecked()).isEmpty();
        assertThat(verdict.overrides())
                .containsExactly("the line was 0.8 from 2026-01-15T10:01:40Z to 2026-01-15T10:03:40Z by operator ("
                        + ONE + ": because)");
    }

    @Test
    void whatNoSwitchSaysIsAFinding() {
        assertThat(checks(with(raised))).containsOnly(Check.DECISION, Check.WINNER);
        assertThat(checks(with(raised, byOperator(ONE, "0.7", 1, FROM), byOperator(ONE, null, 2, UNTIL))))
                .contains(Check.DECISION);
        assertThat(checks(with(raised, byOperator("admission:other", "0.8", 1, FROM))))
                .contains(Check.DECISION);
        assertThat(checks(with(raised, byOperator(ONE, "no line", 1, FROM)))).contains(Check.DECISION);
    }

    @Test
    void aSwitchThatAnEdgeDidNotHeedIsAFinding() {
        Evidence unheeded = with(TestEvidence.lottery(1), byOperator(ALL, "0.8", 1, FROM));
        assertThat(checks(unheeded)).containsOnly(Check.DECISION);
    }

    @Test
    void anEdgeMayHearOfASwitchAFeedsDelayLate() {
        Decision before = raised.decisions().stream()
                .filter(each -> !each.overridden() && each.at() < FROM)
                .reduce((one, later) -> one.at() > later.at() ? one : later)
                .orElseThrow();
        long late = FEED_DELAY.toMillis() - (FROM - before.at());
        assertThat(late).isPositive();
        SwitchChange back = byOperator(ONE, null, 2, UNTIL);
        long earliest = before.at() - FEED_DELAY.toMillis();
        assertThat(decided(before, byOperator(ONE, "0.8", 1, earliest), back)).isEmpty();
        assertThat(decided(before, byOperator(ONE, "0.8", 1, earliest - 1), back))
                .containsOnly(Check.DECISION);
    }

    @Test
    void aRuleCapsTheLineAndNeverRaisesIt() {
        SwitchChange cap = new SwitchChange(ALL, "0.01", 1, true, "rule:edges-overloaded", "too much", FROM);
        Override capped = (at, own) -> at >= FROM ? Math.min(0.01, own) : own;
        Verdict verdict = verify(TestEvidence.switched(1, capped, List.of(cap)));
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.overrides()).singleElement().asString().contains("capped at 0.01", "rule:edges-overloaded");
        SwitchChange raise = new SwitchChange(ONE, "0.8", 1, true, "rule:generous", "why not", FROM);
        assertThat(checks(with(raised, raise))).contains(Check.DECISION, Check.WINNER);
    }

    @Test
    void theSalesSwitchGoesBeforeThatOfAllAlsoWhereItLeavesTheLineInForce() {
        SwitchChange ofAll = byOperator(ALL, "0.8", 1, FROM);
        assertThat(verify(with(TestEvidence.lottery(1), ofAll, byOperator(ONE, "auto", 1, FROM)))
                        .findings())
                .isEmpty();
        assertThat(checks(with(TestEvidence.lottery(1), ofAll, byOperator(ONE, null, 1, FROM))))
                .containsOnly(Check.DECISION);
    }

    @Test
    void whatIsChangedOfASwitchThatDoesNotMatterMakesNoDifference() {
        Evidence changed = with(
                raised,
                byOperator(ONE, "0.8", 1, FROM),
                byOperator(ALL, "0.1", 1, FROM + 30_000),
                byOperator(ALL, null, 2, FROM + 60_000),
                byOperator(ONE, null, 2, UNTIL));
        assertThat(verify(changed)).isEqualTo(verify(raised));
    }

    @Test
    void aSaleThatIsOpenToAllHasALineWhileASwitchSetsOne() {
        Evidence open = Draft.of(TestEvidence.fixed(1, 1), draft -> draft.mode("open"));
        Decision first = open.decisions().get(0);
        Decision overridden = new Decision(
                "e",
                first.buyerId(),
                first.at(),
                first.rank(),
                0.5,
                first.sequence(),
                true,
                first.rank() <= 0.5,
                "direct");
        Evidence switched = Draft.of(open, draft -> draft.decisions = List.of(overridden));
        assertThat(checks(with(switched, byOperator(ALL, "0.5", 1, TestEvidence.OPENS_AT - 1))))
                .isEmpty();
        assertThat(checks(with(switched))).containsOnly(Check.DECISION);
    }

    @Test
    void nobodyIsAboveTheLineWhileItsFilterTurnsNobodyAway() {
        Evidence above = Draft.of(TestEvidence.lottery(1), draft -> draft.winners = raised.winners());
        assertThat(checks(above)).containsOnly(Check.WINNER);
        for (String mode : List.of("off", "report-only")) {
            Verdict verdict = verify(with(above, byOperator("filter:admission", mode, 1, FROM)));
            assertThat(verdict.findings()).isEmpty();
            assertThat(verdict.overrides()).singleElement().asString().contains("filter was " + mode);
        }
        assertThat(checks(with(above, byOperator("filter:admission", "on", 1, FROM))))
                .containsOnly(Check.WINNER);
        assertThat(checks(with(above, byOperator("filter:admission", "off", 1, TestEvidence.CLOSES_AT))))
                .containsOnly(Check.WINNER);
    }

    @Test
    void withoutTheSwitchesTheirLinesAreNotCheckedAndNobodyMayHaveWonByThem() {
        Verdict verdict = verify(Draft.of(raised, draft -> draft.switches = null));
        assertThat(verdict.findings()).extracting(Finding::check).containsOnly(Check.WINNER);
        assertThat(verdict.unchecked()).anyMatch(what -> what.contains("a switch is said to have set"));
        Verdict own = verify(Draft.of(TestEvidence.lottery(1), draft -> draft.switches = null));
        assertThat(own).isEqualTo(new Verdict(List.of(), List.of(), List.of()));
    }

    @Test
    void whatWasBeforeTheOldestChangeThatIsKeptIsNotKnown() {
        Verdict verdict = verify(with(raised, byOperator(ONE, null, 52, UNTIL)));
        assertThat(verdict.findings()).extracting(Finding::check).containsOnly(Check.WINNER);
        assertThat(verdict.unchecked()).anyMatch(what -> what.contains("what the switches were then is not known"));
    }

    private List<Check> decided(Decision decision, SwitchChange... changes) {
        return checks(Draft.of(with(raised, changes), draft -> {
            draft.decisions = List.of(decision);
            draft.winners = List.of();
        }));
    }

    private static Evidence switched(double line, SwitchChange... changes) {
        return TestEvidence.switched(1, (at, own) -> at >= FROM && at < UNTIL ? line : own, List.of(changes));
    }

    private static Evidence with(Evidence evidence, SwitchChange... changes) {
        return Draft.of(evidence, draft -> draft.switches = List.of(changes));
    }

    private static SwitchChange byOperator(String name, String value, long version, long at) {
        return new SwitchChange(name, value, version, false, "operator", "because", at);
    }

    private static Verdict verify(Evidence evidence) {
        return FairnessVerifier.verify(evidence, FEED_DELAY);
    }

    private static List<Check> checks(Evidence evidence) {
        return verify(evidence).findings().stream()
                .map(Finding::check)
                .distinct()
                .toList();
    }
}
