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
        Evidence leaked = Draft.of(open, draft -> {
            draft.sale = new Evidence.Sale(
                    sale.saleId(),
                    sale.mode(),
                    sale.opensAt(),
                    sale.closesAt(),
                    false,
                    fair.sale().key());
            draft.published = fair.published();
        });
        assertThat(checks(leaked)).contains(Check.COMMITMENT, Check.PUBLICATION);
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
    void aCommitmentWhoseFirstWordsTheTopicHasForgottenIsNamedAndIsNoFinding() {
        Told late = new Told(TestEvidence.OPENS_AT, fair.told().get(0).commitment());
        Verdict verdict = verify(Draft.of(fair, draft -> {
            draft.told = List.of(late);
            draft.toldFromTheBeginning = false;
        }));
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.unchecked()).anyMatch(what -> what.contains(late.commitment()));
    }

    @Test
    void aConstantLineIsInForceFromTheOpeningOnWithoutAnyEntry() {
        Evidence fixed = TestEvidence.fixed(1, 0.3);
        assertThat(fixed.decisions()).anyMatch(each -> each.sequence() == 0 && each.admitted());
        assertThat(verify(fixed)).isEqualTo(new Verdict(List.of(), List.of(), List.of()));
        assertThat(checks(Draft.of(fixed, draft -> draft.mode("lottery")))).contains(Check.DECISION);
        assertThat(checks(Draft.of(fixed, draft -> draft.mode("fixed:0.2"))))
                .contains(Check.DECISION)
                .doesNotContain(Check.LINE);
        Evidence unraised = Draft.of(fixed, draft -> {
            draft.lines = List.of();
            draft.decisions = List.of();
            draft.published = new Evidence.Publication(
                    "fixed:0.3",
                    fixed.published().commitment(),
                    fixed.published().key(),
                    0.3,
                    List.of());
        });
        assertThat(checks(unraised)).isEmpty();
    }

    @Test
    void aDecisionOfTheWrongRankTimeOrBuyerIsAFinding() {
        Decision one = fair.decisions().get(0);
        assertThat(checks(withDecision(at(one, TestEvidence.CLOSES_AT + 86_400_000))))
                .contains(Check.DECISION);
        Ranks ranks = new Ranks(fair.sale().key(), TestEvidence.SALE);
        String other = "unsampled";
        while (ranks.isSampled(other)) {
            other += "x";
        }
        double rank = ranks.rankOf(other);
        assertThat(checks(withDecision(new Decision(
                        "e", other, one.at(), rank, one.line(), one.sequence(), false, rank <= one.line(), "direct"))))
                .containsOnly(Check.DECISION);
        assertThat(checks(withDecision(new Decision(
                        "e", one.buyerId(), one.at(), 0.999, one.line(), one.sequence(), false, false, "direct"))))
                .containsOnly(Check.DECISION);
    }

    @Test
    void aLineThatIsShownAndIsNoneIsAFinding() {
        Evidence.Publication shown = fair.published();
        assertThat(checks(Draft.of(
                        fair,
                        draft -> draft.published = new Evidence.Publication(
                                shown.mode(), shown.commitment(), shown.key(), 0.999, shown.lines()))))
                .containsOnly(Check.PUBLICATION);
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
        long nextAt = new LineHistory(0, fair.lines()).rise(2).at();
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
        Verdict verdict = verify(Draft.of(fair, draft -> draft.decisions = List.of()));
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.unchecked()).anyMatch(what -> what.contains("sampled winners"));
    }

    @Test
    void aSaleWithoutALotteryHasNothingToBreak() {
        Verdict verdict = verify(Draft.of(TestEvidence.fixed(1, 1), draft -> {
            draft.mode("open");
            draft.decisions = List.of();
        }));
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
        WinRates ofOne = WinRates.of(Draft.of(fair, draft -> {
            draft.decisions = List.of(one, one, one, one);
            draft.winners = List.of(new Winner(one.buyerId(), "o", one.at()));
        }));
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
        return Draft.of(fair, draft -> draft.told = told);
    }

    private static Evidence withLines(Evidence evidence, List<LineEntry> lines) {
        return Draft.of(evidence, draft -> draft.lines = lines);
    }

    private Evidence withDecision(Decision decision) {
        return Draft.of(fair, draft -> {
            draft.decisions = List.of(decision);
            draft.winners = List.of();
        });
    }

    private Evidence withWinners(List<Winner> winners) {
        return Draft.of(fair, draft -> draft.winners = winners);
    }

    private static Decision at(Decision decision, long at) {
        return new Decision(
                decision.edge(),
                decision.buyerId(),
                at,
                decision.rank(),
                decision.line(),
                decision.sequence(),
                decision.overridden(),
                decision.admitted(),
                decision.source());
    }

    private static <T> List<T> replaced(List<T> list, int index, T by) {
        List<T> changed = new ArrayList<>(list);
        changed.set(index, by);
        return changed;
    }
}
