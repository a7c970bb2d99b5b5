package io.flashsale.launcher.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run's result for people. */
final class ChaosReport {
    private static final int MOST_FAILURES = 40;

    private final ChaosResult result;

    ChaosReport(ChaosResult result) {
        this.result = result;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%3s  %-58s %8s  %s", "#", "FAULT", "AT", "BACK AFTER"));
        for (DoneFault each : result.faults()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%3d  %-58s %8s  %s",
                    each.number(),
                    each.fault(),
                    seconds(each.at()),
                    each.backAfter() == null ? "never" : seconds(each.backAfter())));
        }
        lines.add("");
        lines.add("accepted orders    " + result.accepted());
        lines.add("unknown outcomes   " + unknown());
        lines.add("missing orders     " + result.missing() + ", at most " + result.unsent()
                + " could be: entries that were unsent when Redis was wiped");
        lines.add("rejected orders    " + result.rejected());
        result.reads().ledger().ifPresent(ledger -> lines.add("ledger             " + ledger));
        result.verdict().summary().forEach(line -> lines.add("checker            " + line));
        lines.add("");
        List<String> failures = result.failures();
        if (failures.isEmpty()) {
            lines.add("Clean: every promise was kept.");
        } else {
            failures.stream().limit(MOST_FAILURES).forEach(failure -> lines.add("VIOLATION  " + failure));
            if (failures.size() > MOST_FAILURES) {
                lines.add("... and " + (failures.size() - MOST_FAILURES) + " more");
            }
            lines.add(failures.size() + " violations.");
        }
        return lines;
    }

    private String unknown() {
        UnknownOutcomes unknown = result.unknown();
        return (unknown.order() + unknown.nothing() + unknown.open()) + ": " + unknown.order()
                + " turned out to have an order, " + unknown.nothing() + " to have none, " + unknown.open()
                + " never learned";
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
