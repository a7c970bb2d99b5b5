package io.flashsale.launcher.loading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a user reads after a run, line by line. */
final class LoadReport {
    private static final List<String> CALLS =
            List.of("buy-accepted", "buy-turned-away", "sign-in", "pass", "order", "pay", "cancel");

    private static final String WAIT = "wait-before-sending";

    private final Outcome outcome;
    private final Figures figures;
    private final List<String> lines = new ArrayList<>();

    LoadReport(Outcome outcome) {
        this.outcome = outcome;
        this.figures = outcome.figures();
    }

    /** @param page where Gatling's report is */
    List<String> render(String page) {
        lines.addAll(figures.words());
        if (figures.areComplete()) {
            orders();
            clicks();
        }
        if (outcome.ledger() != null) {
            database(outcome.ledger(), outcome.drain());
        }
        if (figures.areComplete()) {
            times();
            figures.ownLines().forEach(this::row);
            row(
                    "Failed requests",
                    figures.number("failedRequests") + " of " + figures.number("requests") + "; status 5xx: "
                            + figures.number("serverErrors"));
        }
        row("Report", page);
        if (outcome.ledger() != null) {
            ledger("Ledger", outcome.ledger());
        }
        outcome.others().stream()
                .filter(other -> other.ledger() != null)
                .forEach(other -> ledger("  of " + other.saleId(), other.ledger()));
        verdict();
        return lines;
    }

    private void orders() {
        double seconds = figures.number("lastOrderMillis") / 1000.0;
        row(
                "Orders accepted",
                format(
                        "%d of %d units; %d in the busiest second, %.1f/s until the last, %.1f s after the opening",
                        figures.number("orders"),
                        figures.number("stock"),
                        figures.number("busiestSecond"),
                        seconds == 0 ? 0 : figures.number("orders") / seconds,
                        seconds));
    }

    private void clicks() {
        long clicks = figures.number("clicks");
        long accepted = figures.number("acceptedClicks");
        Map<String, Long> refusals = figures.refusals();
        long refused = refusals.values().stream().mapToLong(Long::longValue).sum();
        row("Clicks", format("%d: %d accepted (repeated clicks included), %d turned away", clicks, accepted, refused));
        row("  buyers were told", counts(refusals));
        Funnel funnel = outcome.funnel();
        if (funnel == null) {
            row("  funnel", "could not be read");
            return;
        }
        boolean all = funnel.clicks() == clicks && funnel.accepted() == accepted;
        row("  turned away by", counts(funnel.dropped()) + (all ? "" : " (of the edge that answered)"));
        row(
                "  funnel",
                format(
                        "%d clicks = %d accepted + %d turned away%s",
                        funnel.clicks(),
                        funnel.accepted(),
                        funnel.turnedAway(),
                        all ? "; adds up" : "; the edge that answered saw these of " + clicks));
    }

    private void database(Ledger ledger, Drain drain) {
        String drained =
                drain.isDrained() ? format("drained %.1f s after the opening", drain.secondsToDrain()) : "not drained";
        row(
                "In the database",
                format(
                        "%d orders; %.0f in the busiest second; at most %d on their way; %s",
                        drain.persisted(), drain.busiestPerSecond(), drain.mostQueued(), drained));
        row(
                "  of them",
                format(
                        "%d paid, %d waiting for payment, %d cancelled or expired, %d rejected",
                        ledger.paid(),
                        ledger.pendingPayment(),
                        ledger.returned() + ledger.returning(),
                        ledger.rejected()));
    }

    private void times() {
        lines.add("");
        lines.add(format("  %-20s %9s %8s %8s %8s %8s", "answers (ms)", "count", "p50", "p95", "p99", "max"));
        Map<String, Figures.Times> times = new TreeMap<>(figures.times());
        CALLS.stream().filter(times::containsKey).forEach(call -> time(times.remove(call)));
        Figures.Times wait = times.remove(WAIT);
        times.values().forEach(this::time);
        if (wait != null) {
            time(wait);
            lines.add("  (how long calls waited in the load generator; not part of the times above)");
        }
        lines.add("");
    }

    private void time(Figures.Times time) {
        lines.add(format(
                "  %-20s %9d %8d %8d %8d %8d",
                title(time.call()), time.count(), time.p50(), time.p95(), time.p99(), time.max()));
    }

    private void ledger(String name, Ledger ledger) {
        row(
                name,
                format(
                        "%s, %s: total %d = available %d + queued %d + returning %d + pending payment %d + paid %d",
                        ledger.balanced() ? "balanced" : "NOT BALANCED",
                        ledger.settled() ? "settled" : "NOT SETTLED",
                        ledger.total(),
                        ledger.available(),
                        ledger.queued(),
                        ledger.returning(),
                        ledger.pendingPayment(),
                        ledger.paid()));
    }

    private void verdict() {
        List<String> failures = outcome.failures();
        if (failures.isEmpty()) {
            row("Verdict", "passed");
            return;
        }
        row("Verdict", "FAILED");
        failures.forEach(failure -> lines.add("  - " + failure));
        outcome.complaints().forEach(line -> lines.add("    " + line));
    }

    private static String counts(Map<String, Long> counts) {
        return counts.isEmpty()
                ? "nothing"
                : new TreeMap<>(counts)
                        .entrySet().stream()
                                .map(each -> each.getKey() + " " + each.getValue())
                                .collect(Collectors.joining(", "));
    }

    private static String title(String call) {
        return call.substring(0, 1).toUpperCase(Locale.ROOT) + call.substring(1).replace('-', ' ');
    }

    /** The same on every machine, whatever its language. */
    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }

    private void row(String name, String value) {
        lines.add(format("  %-20s %s", name, value));
    }
}
