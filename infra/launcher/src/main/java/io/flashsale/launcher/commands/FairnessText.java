package io.flashsale.launcher.commands;

import io.flashsale.launcher.fairness.Evidence;
import io.flashsale.launcher.fairness.FairnessVerifier.Verdict;
import io.flashsale.launcher.fairness.Finding;
import io.flashsale.launcher.fairness.WinRates;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A verdict on fairness as lines to read. */
final class FairnessText {
    private static final int MOST_FINDINGS = 20;

    private FairnessText() {}

    static List<String> of(Evidence evidence, Verdict verdict) {
        List<String> lines = new ArrayList<>();
        Evidence.Sale sale = evidence.sale();
        lines.add(
                "sale " + sale.saleId() + ", mode " + sale.mode() + (sale.closed() ? ", closed" : ", not closed yet"));
        lines.add(evidence.lines().size() + " rises of the line, "
                + evidence.decisions().size() + " sampled decisions, "
                + evidence.winners().size() + " orders");
        lines.addAll(verdict.overrides());
        addRates(lines, WinRates.of(evidence));
        lines.add("");
        for (Finding finding : verdict.findings().stream().limit(MOST_FINDINGS).toList()) {
            lines.add("WRONG " + finding.check().name().toLowerCase(Locale.ROOT) + ": " + finding.what());
        }
        if (verdict.findings().size() > MOST_FINDINGS) {
            lines.add("... and " + (verdict.findings().size() - MOST_FINDINGS) + " more");
        }
        verdict.unchecked().forEach(what -> lines.add("not checked: " + what));
        lines.add(result(evidence, verdict));
        return lines;
    }

    private static String result(Evidence evidence, Verdict verdict) {
        if (!verdict.findings().isEmpty()) {
            return "NOT FAIR by " + verdict.findings().size()
                    + (verdict.findings().size() == 1 ? " finding." : " findings.");
        }
        return evidence.sale().closed()
                ? "FAIR: everything that was told follows from the key and the line."
                : "Nothing wrong so far; ask again once the sale has closed.";
    }

    private static void addRates(List<String> lines, WinRates rates) {
        add(lines, "ARRIVED IN TENTH", rates.byArrival());
        add(lines, "CLICKED", rates.byClicks());
        add(lines, "CAME FROM", rates.bySource());
    }

    private static void add(List<String> lines, String title, List<WinRates.Group> groups) {
        lines.add("");
        lines.add(String.format(Locale.ROOT, "%-20s %9s %9s %7s", title, "SAMPLED", "WON", "RATE"));
        for (WinRates.Group group : groups) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-20s %9d %9d %6.1f%%",
                    group.name(),
                    group.buyers(),
                    group.winners(),
                    100 * group.rate()));
        }
    }
}
