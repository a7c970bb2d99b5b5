package io.flashsale.inventory.degrading;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The last report of every edge that has told this instance of its load lately. An edge that is silent for longer than a
 * report counts has had nothing to do for a while, or is gone; either way it is not overloaded any more.
 *
 * <p>Bounded: of more than {@value #MOST_EDGES} edges those heard of last are kept.
 */
@Singleton
final class EdgeLoads {

    static final int MOST_EDGES = 256;

    private final Clock clock;
    private final DegradingConfig config;

    /** Heard of longest ago first. */
    private final Map<String, Heard> reports = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Heard> eldest) {
            return size() > MOST_EDGES;
        }
    };

    private record Heard(EdgeReport report, Instant at) {}

    EdgeLoads(Clock clock, DegradingConfig config) {
        this.clock = clock;
        this.config = config;
    }

    synchronized void hear(String edgeId, EdgeReport report) {
        reports.remove(edgeId);
        reports.put(edgeId, new Heard(report, clock.instant()));
    }

    /** The highest figure of any edge; 0 without one. */
    synchronized double worst(ToDoubleFunction<EdgeReport> figure) {
        Instant since = clock.instant().minus(config.reportLifetime());
        reports.values().removeIf(heard -> heard.at().isBefore(since));
        return reports.values().stream()
                .map(Heard::report)
                .mapToDouble(figure)
                .max()
                .orElse(0);
    }
}
