package io.flashsale.launcher.fairness;

import io.flashsale.launcher.fairness.Evidence.LineEntry;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sale's own line: from its opening on the one that its mode says, and the rises that count. Of two entries with the same sequence the first counts. What is wrong with them is for
 * {@link LineRule} to say; an entry that cannot be read as numbers never was in force.
 */
final class LineHistory {

    private final double least;
    private final Map<Integer, LineEntry> counted = new LinkedHashMap<>();
    private final Map<Integer, Rise> rises = new LinkedHashMap<>();

    /** An entry that can be read: from when on which line was in force. */
    record Rise(int sequence, double line, long at) {}

    /** @param least the line without any entry */
    LineHistory(double least, List<LineEntry> entries) {
        this.least = least;
        for (LineEntry entry : entries) {
            if (counted.putIfAbsent(entry.sequence(), entry) == null) {
                Rise rise = read(entry);
                if (rise != null) {
                    rises.put(entry.sequence(), rise);
                }
            }
        }
    }

    /** The entries that count, in the topic's order. */
    List<LineEntry> entries() {
        return List.copyOf(counted.values());
    }

    /** The entry with this sequence; null when there is none. */
    LineEntry entry(int sequence) {
        return counted.get(sequence);
    }

    /** The rise with this sequence; null when there is none. */
    Rise rise(int sequence) {
        return rises.get(sequence);
    }

    /** The line of who knows the entries up to this one. */
    double lineAt(int sequence) {
        Rise rise = rises.get(sequence);
        return rise == null ? least : Math.max(least, rise.line());
    }

    /** The highest line up to this moment. */
    double highestUntil(long atMillis) {
        double highest = least;
        for (Rise rise : rises.values()) {
            if (rise.at() <= atMillis) {
                highest = Math.max(highest, rise.line());
            }
        }
        return highest;
    }

    private static Rise read(LineEntry entry) {
        try {
            return new Rise(
                    entry.sequence(),
                    Double.parseDouble(entry.line()),
                    Instant.parse(entry.time()).toEpochMilli());
        } catch (NumberFormatException | DateTimeParseException e) {
            return null;
        }
    }
}
