package io.flashsale.launcher.fairness;

import io.flashsale.launcher.fairness.Evidence.SwitchChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What switches made of a sale's line, as spans of time between one change and the next. */
final class SwitchHistory {

    private static final String ALL_SALES = "admission";
    private static final String FILTER = "filter:admission";
    private static final Set<String> LAX = Set.of("off", "report-only");
    /** Anything else, such as {@code auto}, leaves the sale's own line in force. */
    private static final Pattern LINE = Pattern.compile("0(\\.\\d{1,9})?|1(\\.0{1,9})?");

    private final List<Span> spans = new ArrayList<>();
    private final long knownFrom;

    /**
     * A time in which nothing was changed.
     *
     * @param override what was set in place of the line; null when the sale's own was in force
     * @param filter what was set of the filter that asks for the line; null when it was on
     */
    record Span(long from, long until, SwitchChange override, SwitchChange filter) {

        /** The line in force where the sale's own is this: a rule may only lower it. */
        double over(double own) {
            if (override == null) {
                return own;
            }
            double line = Double.parseDouble(override.value());
            return override.automatic() ? Math.min(line, own) : line;
        }

        private boolean touches(long first, long last) {
            return from <= last && until >= first;
        }
    }

    /** @param changes in any order; null when nobody knows them */
    SwitchHistory(String saleId, List<SwitchChange> changes) {
        if (changes == null) {
            knownFrom = Long.MAX_VALUE;
            return;
        }
        knownFrom = knownFrom(changes);
        Map<String, SwitchChange> set = new HashMap<>();
        long from = Long.MIN_VALUE;
        for (SwitchChange change : changes.stream()
                .sorted(Comparator.comparingLong(SwitchChange::at).thenComparingLong(SwitchChange::version))
                .toList()) {
            add(span(saleId, from, change.at(), set));
            set.put(change.name(), change.value() == null ? null : change);
            from = change.at();
        }
        add(span(saleId, from, Long.MAX_VALUE, set));
    }

    /** Adds a span, or lets the last one go on where the change was of a switch that does not matter now. */
    private void add(Span next) {
        Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
        if (last != null && last.override() == next.override() && last.filter() == next.filter()) {
            spans.set(spans.size() - 1, new Span(last.from(), next.until(), next.override(), next.filter()));
        } else {
            spans.add(next);
        }
    }

    /** Whether every change since this moment is known. */
    boolean isKnownSince(long atMillis) {
        return atMillis >= knownFrom;
    }

    /** Whether any of the positions between two moments makes this line of the sale's own one. */
    boolean allows(double line, double own, long first, long last) {
        return spans.stream().anyMatch(span -> span.touches(first, last) && span.over(own) == line);
    }

    /** The highest line that switches let pass between two moments: 1 where the filter was not to turn anybody away. */
    double highest(double own, long first, long last) {
        double highest = own;
        for (Span span : spans) {
            if (span.touches(first, last)) {
                highest = Math.max(highest, span.filter() == null ? span.over(own) : 1);
            }
        }
        return highest;
    }

    /** A line of text for each span in which it was not the sale's own line that decided. */
    List<String> describe(long first, long last) {
        List<String> texts = new ArrayList<>();
        for (Span span : spans) {
            if (span.touches(first, last) && span.override() != null) {
                texts.add("the line was " + (span.override().automatic() ? "capped at " : "")
                        + described(span, span.override()));
            }
            if (span.touches(first, last) && span.filter() != null) {
                texts.add("the line's filter was " + described(span, span.filter()));
            }
        }
        return texts;
    }

    private static String described(Span span, SwitchChange change) {
        return change.value() + " from " + Instant.ofEpochMilli(span.from())
                + (span.until() == Long.MAX_VALUE ? "" : " to " + Instant.ofEpochMilli(span.until())) + " by "
                + change.who() + " (" + change.name() + ": " + change.why() + ")";
    }

    private static Span span(String saleId, long from, long until, Map<String, SwitchChange> set) {
        SwitchChange own = set.get(ALL_SALES + ":" + saleId);
        SwitchChange override = own == null ? set.get(ALL_SALES) : own;
        SwitchChange filter = set.get(FILTER);
        return new Span(
                from,
                until,
                override == null || !LINE.matcher(override.value()).matches() ? null : override,
                filter == null || !LAX.contains(filter.value()) ? null : filter);
    }

    /** Only so many changes of a switch are kept; before the oldest of them it may have been anything. */
    private static long knownFrom(List<SwitchChange> changes) {
        Map<String, SwitchChange> oldest = new HashMap<>();
        changes.forEach(change ->
                oldest.merge(change.name(), change, (one, other) -> one.version() <= other.version() ? one : other));
        return oldest.values().stream()
                .filter(change -> change.version() > 1)
                .mapToLong(SwitchChange::at)
                .max()
                .orElse(Long.MIN_VALUE);
    }
}
