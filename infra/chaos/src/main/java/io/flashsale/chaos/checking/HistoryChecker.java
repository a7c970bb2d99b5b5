package io.flashsale.chaos.checking;

import io.flashsale.chaos.history.Call;
import io.flashsale.chaos.history.FinalReads;
import io.flashsale.chaos.history.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The judge of a history: a pure function that says which promises of the system it shows to be broken.
 *
 * <p>It judges by certainties only. A call may have taken effect at any moment between its start and its end, or after
 * that when it got no answer; an order counts as live only while no schedule of these moments could have it closed. So
 * what it reports did happen, and what might be a coincidence of times it lets pass.
 */
public final class HistoryChecker {

    private static final List<Rule> RULES = List.of(
            new ContractAnswers(),
            new OneLiveOrder(),
            new ForwardOnly(),
            new AcceptedIsKept(),
            new MoneyMatches(),
            new WithinStock(),
            new UnknownsResolved(),
            new LedgerAgrees());

    private HistoryChecker() {}

    /**
     * Judges the history of one sale.
     *
     * @param calls all calls of the sale's buyers, in any order
     * @param finalReads what was read after the faults
     * @param stock units of the sale
     * @param allowances what may be missing
     */
    public static Verdict check(List<Call> calls, FinalReads finalReads, int stock, Allowances allowances) {
        Evidence evidence = new Evidence(calls, finalReads, stock, allowances);
        Findings findings = new Findings();
        RULES.forEach(rule -> rule.check(evidence, findings));
        return new Verdict(findings.end(), summary(evidence));
    }

    private static List<String> summary(Evidence evidence) {
        List<String> lines = new ArrayList<>();
        lines.add("calls by outcome: " + counted(evidence.calls(), Call::outcome));
        lines.add("buys by outcome: "
                + counted(
                        evidence.calls().stream()
                                .filter(call -> call.kind().isBuy())
                                .toList(),
                        call -> call.problem() == null || call.outcome() == Outcome.UNEXPECTED
                                ? call.outcome().toString()
                                : call.problem()));
        List<Call> ends = evidence.stories().stream()
                .flatMap(story -> story.lastRead().stream())
                .toList();
        lines.add("orders at the end: " + evidence.stories().size() + " "
                + counted(
                        ends,
                        call -> call.seen() == null
                                ? call.problem()
                                : call.seen().status().toString()));
        List<Call> payments = ends.stream()
                .filter(call -> call.seen() != null && call.seen().payment() != null)
                .toList();
        lines.add(
                "payments at the end: " + counted(payments, call -> call.seen().payment()));
        evidence.finalReads().ledger().ifPresent(ledger -> lines.add(ledger.toString()));
        return lines;
    }

    private static <K> Map<K, Long> counted(List<Call> calls, Function<Call, K> by) {
        Map<K, Long> counts = new TreeMap<>(Comparator.comparing(Object::toString));
        counts.putAll(calls.stream().collect(Collectors.groupingBy(by, Collectors.counting())));
        return counts;
    }
}
