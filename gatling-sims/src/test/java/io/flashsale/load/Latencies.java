package io.flashsale.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long answers took, in milliseconds, by what was asked and what became of it. Safe for many threads.
 *
 * <p>Gatling's report knows a request by its name alone, so it cannot tell an accepted click from one that was turned
 * away; these can.
 */
final class Latencies {
    private static final int DIGITS = 3;

    private final ConcurrentMap<String, Histogram> byLabel = new ConcurrentHashMap<>();

    void record(String label, int millis) {
        byLabel.computeIfAbsent(label, name -> new ConcurrentHistogram(DIGITS)).recordValue(millis);
    }

    /** By label: the count, the 50th, 95th and 99th percentile and the longest, with spaces between them. */
    Map<String, String> summary() {
        Map<String, String> lines = new TreeMap<>();
        byLabel.forEach((label, times) -> lines.put(label, line(times)));
        return lines;
    }

    private static String line(Histogram times) {
        return LongStream.of(
                        times.getTotalCount(),
                        times.getValueAtPercentile(50),
                        times.getValueAtPercentile(95),
                        times.getValueAtPercentile(99),
                        times.getMaxValue())
                .mapToObj(Long::toString)
                .collect(Collectors.joining(" "));
    }
}
