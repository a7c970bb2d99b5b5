package io.flashsale.launcher.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.launcher.fairness.Evidence.Decision;
import io.flashsale.launcher.fairness.Evidence.LineEntry;
import io.flashsale.launcher.fairness.Evidence.Told;
import io.flashsale.launcher.fairness.Evidence.Winner;
import io.flashsale.launcher.fairness.FairnessVerifier.Verdict;
import io.flashsale.launcher.fairness.Finding.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairnessVerifierTest {

    private static final Duration FEED_DELAY = Duration.ofSeconds(10);

    private final Evidence fair = TestEvidence.lottery(1);

    @Test
    void aFairSaleIsFair() {
        Verdict verdict = verify(fair);
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.unchecked()).isEmpty();
        assertThat(fair.decisions()).hasSizeGreaterThan(50);
        assertThat(fair.winners()).hasSizeGreaterThan(50);
    }

    @Test
    void beforeTheClosingWhatNeedsNoKeyIsCheckedAndTheRestIsNamed() {
        Evidence open = TestEvidence.notClosed(fair);
        assertThat(verify(open).findings()).isEmpty();
        assertThat(verify(open).unchecked()).anyMatch(what -> what.contains("has not closed"));
        LineEntry first = open.lines().get(0);
        Evidence tampered = withLines(
                open, replaced(open.lines(), 0, new LineEntry("other", 1, first.line(), first.time(), "x", "y")));
        assertThat(checks(tampered)).contains(Check.LINE);
    }

    @Test
    void aKeyThatIsKnownTooEarlyIsAFinding() {
        Evidence open = TestEvidence.notClosed(fair);
        Evidence.Sale sale = open.sale();
        assertThat(checks(new Evidence(
                        new Evidence.Sale(
                                sale.saleId(),
                                sale.mode(),
                                sale.opensAt(),
                                sale.closesAt(),
                                false,
                                fair.sale().key()),
                        open.told(),
                        open.lines(),
                        open.decisions(),
                        open.winners(),
                        fair.published())))
                .contains(Check.COMMITMENT, Check.PUBLICATION);
    }

    @Test
    void aCommitmentThatIsToldLateOrChangedOrNeverIsAFinding() {
        Told told = fair.told().get(0);
        assertThat(checks(withTold(List.of(new Told(TestEvidence.OPENS_AT, told.commitment())))))
                .containsOnly(Check.COMMITMENT);
        assertThat(checks(withTold(List.of(told, new Told(told.at() + 1, "0".repeat(64))))))
                .containsOnly(Check.COMMITMENT);
        assertThat(checks(withTold(List.of()))).contains(Check.COMMITMENT);
    }

    @Test
    void anEntryThatIsTakenOutLeavesAGap() {
        for (int i = 0; i < fair.lines().size() - 1; i++) {
            List<LineEntry> lines = new ArrayList<>(fair.lines());
            lines.remove(i);
            assertThat(checks(withLines(fair, lines))).contains(Check.LINE);
        }
    }

    @Test
    void aHistoryThatWasWrittenAnewWithALowerLineIsFoundThoughItsHashesFit() {
        List<LineEntry> lines = new ArrayList<>(fair.lines());
        LineEntry last = lines.get(lines.size() - 1);
        lines.set(
                lines.size() - 1,
                TestEvidence.withHash(
                        new LineEntry(last.saleId(), last.sequence(), "0.0001", last.time(), last.previous(), "")));
        assertThat(checks(withLines(fair, lines))).contains(Check.LINE, Check.PUBLICATION);
    }

    @Test
    void ofTwoEntriesWithTheSameSequenceTheFirstCounts() {
        LineEntry third = fair.lines().get(2);
        List<LineEntry> lines = new ArrayList<>(fair.lines());
        lines.add(4, new LineEntry(third.saleId(), 3, "0.9", third.time(), third.previous(), "another"));
        assertThat(checks(withLines(fair, lines))).isEmpty();
        lines.add(2, lines.remove(4));
        assertThat(checks(withLines(fair, lines))).contains(Check.LINE, Check.DECISION);
    }

    @Test
    void aLineThatWasOldWhenItWasUsedIsAFinding() {
        Decision decision = fair.decisions().stream()
                .filter(each -> each.sequence() == 1 && !each.admitted())
                .findFirst()
                .orElseThrow();
        long nextAt = new LineHistory(fair.lines()).rise(2).at();
        assertThat(checks(withDecision(at(decision, nextAt + FEED_DELAY.toMillis()))))
                .isEmpty();
        assertThat(checks(withDecision(at(decision, nextAt + FEED_DELAY.toMillis() + 1))))
                .containsOnly(Check.DECISION);
    }

    @Test
    void anOrderOfABuyerAboveTheLineIsAFindingAlsoWhenNobodyTellsOfIt() {
        Ranks ranks = new Ranks(fair.sale().key(), TestEvidence.SALE);
        String above = "uabove";
        while (ranks.rankOf(above) < 0.9) {
            above += "x";
        }
        List<Winner> winners = new ArrayList<>(fair.winners());
        winners.add(new Winner(above, "k3v9x2ma-1-999", TestEvidence.CLOSES_AT));
        assertThat(checks(withWinners(winners))).containsOnly(Check.WINNER);
    }

    @Test
    void decisionsThatWereLostAreNamedAndAreNoFinding() {
        Verdict verdict = verify(
                new Evidence(fair.sale(), fair.told(), fair.lines(), List.of(), fair.winners(), fair.published()));
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.unchecked()).anyMatch(what -> what.contains("sampled winners"));
    }

    @Test
    void aSaleWithoutALotteryHasNothingToBreak() {
        Evidence.Sale sale = fair.sale();
        Verdict verdict = verify(new Evidence(
                new Evidence.Sale(sale.saleId(), "open", sale.opensAt(), sale.closesAt(), true, sale.key()),
                fair.told(),
                List.of(),
                List.of(),
                fair.winners(),
                new Evidence.Publication("open", fair.told().get(0).commitment(), sale.key(), 0, List.of())));
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.unchecked()).anyMatch(what -> what.contains("no line"));
    }

    @Test
    void countsWhoWonByArrivalClicksAndSource() {
        WinRates rates = WinRates.of(fair);
        int buyers = (int)
                fair.decisions().stream().map(Decision::buyerId).distinct().count();
        for (List<WinRates.Group> groups : List.of(rates.byArrival(), rates.byClicks(), rates.bySource())) {
            assertThat(groups.stream().mapToInt(WinRates.Group::buyers).sum()).isEqualTo(buyers);
        }
        assertThat(rates.byArrival()).hasSize(10);
        assertThat(rates.bySource()).extracting(WinRates.Group::name).containsExactly("direct", "proxy");
        Decision one = fair.decisions().get(0);
        WinRates ofOne = WinRates.of(new Evidence(
                fair.sale(),
                fair.told(),
                fair.lines(),
                List.of(one, one, one, one),
                List.of(new Winner(one.buyerId(), "o", one.at())),
                fair.published()));
        assertThat(ofOne.byClicks()).containsExactly(new WinRates.Group("4 to 10", 1, 1));
        assertThat(ofOne.byClicks().get(0).rate()).isEqualTo(1);
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

    private Evidence withTold(List<Told> told) {
        return new Evidence(fair.sale(), told, fair.lines(), fair.decisions(), fair.winners(), fair.published());
    }

    private static Evidence withLines(Evidence evidence, List<LineEntry> lines) {
        return new Evidence(
                evidence.sale(),
                evidence.told(),
                lines,
                evidence.decisions(),
                evidence.winners(),
                evidence.published());
    }

    private Evidence withDecision(Decision decision) {
        return new Evidence(fair.sale(), fair.told(), fair.lines(), List.of(decision), List.of(), fair.published());
    }

    private Evidence withWinners(List<Winner> winners) {
        return new Evidence(fair.sale(), fair.told(), fair.lines(), fair.decisions(), winners, fair.published());
    }

    private static Decision at(Decision decision, long at) {
        return new Decision(
                decision.edge(),
                decision.buyerId(),
                at,
                decision.rank(),
                decision.line(),
                decision.sequence(),
                decision.admitted(),
                decision.source());
    }

    private static <T> List<T> replaced(List<T> list, int index, T by) {
        List<T> changed = new ArrayList<>(list);
        changed.set(index, by);
        return changed;
    }
}
