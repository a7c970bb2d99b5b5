package io.flashsale.launcher.fairness;

import io.flashsale.launcher.fairness.Evidence.LineEntry;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rises of a sale's line that count: of two entries with the same sequence the first. What is wrong with them is for
 * {@link LineRule} to say; an entry that cannot be read as numbers never was in force.
 */
final class LineHistory {

    private final Map<Integer, LineEntry> counted = new LinkedHashMap<>();
    private final Map<Integer, Rise> rises = new LinkedHashMap<>();

    /** An entry that can be read: from when on which line was in force. */
    record Rise(int sequence, double line, long at) {}

    LineHistory(List<LineEntry> entries) {
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

    /** The highest line that any entry up to this moment has; 0 before the first. */
    double highestUntil(long atMillis) {
        double highest = 0;
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
