package io.flashsale.launcher.loading;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a simulation tells of itself in the file it was asked for, {@code KEY=value}: first which sale it made, at its end
 * also what it counted.
 */
final class Figures {
    private static final String TIMES = "millis.";
    private static final String REFUSALS = "turnedAway.";
    private static final String LINES = "line.";
    private static final String OTHER_SALES = "otherSale.";
    private static final String WORDS = "words.";
    private static final String FINDINGS = "finding.";

    private final Map<String, String> values;

    Figures(Map<String, String> values) {
        this.values = values;
    }

    /**
     * How long the answers to one kind of call took, in milliseconds.
     *
     * @param call such as {@code buy-accepted}
     */
    record Times(String call, long count, long p50, long p95, long p99, long max) {
        static Times parse(String call, String line) {
            String[] parts = line.split(" ");
            if (parts.length != 5) {
                throw new IllegalArgumentException("'" + line + "' is not a count and four times");
            }
            return new Times(
                    call,
                    Long.parseLong(parts[0]),
                    Long.parseLong(parts[1]),
                    Long.parseLong(parts[2]),
                    Long.parseLong(parts[3]),
                    Long.parseLong(parts[4]));
        }
    }

    /** Whether the sale has been created. */
    boolean haveSale() {
        return values.containsKey("saleId");
    }

    /** Whether the simulation ran to its end. */
    boolean areComplete() {
        return values.containsKey("requests");
    }

    String saleId() {
        return values.get("saleId");
    }

    Instant opensAt() {
        return Instant.parse(values.get("opensAt"));
    }

    long number(String key) {
        return Long.parseLong(values.getOrDefault(key, "0"));
    }

    /** Clicks turned away, by the problem type that buyers were told. */
    Map<String, Long> refusals() {
        return numbers(REFUSALS);
    }

    /** Orders that buyers were told of in each further sale, by its id. */
    Map<String, Long> otherSales() {
        return numbers(OTHER_SALES);
    }

    /** What the simulation has to say itself, line by line. */
    List<String> words() {
        return lines(WORDS);
    }

    /** What the simulation itself found that must not be. */
    List<String> findings() {
        return lines(FINDINGS);
    }

    /** What only this simulation tells, by title. */
    Map<String, String> ownLines() {
        return below(LINES);
    }

    private Map<String, Long> numbers(String prefix) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        below(prefix).forEach((key, number) -> numbers.put(key, Long.parseLong(number)));
        return numbers;
    }

    private List<String> lines(String prefix) {
        return List.copyOf(below(prefix).values());
    }

    private Map<String, String> below(String prefix) {
        Map<String, String> found = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), value);
            }
        });
        return found;
    }

    /** By kind of call. */
    Map<String, Times> times() {
        Map<String, Times> times = new LinkedHashMap<>();
        below(TIMES).forEach((call, line) -> times.put(call, Times.parse(call, line)));
        return times;
    }
}
