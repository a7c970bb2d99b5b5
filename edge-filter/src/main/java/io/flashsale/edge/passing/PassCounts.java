package io.flashsale.edge.passing;

import io.flashsale.edge.addressing.SourceClass;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/** What became of signed-in buyers' requests for a pass of an open sale. */
@Singleton
final class PassCounts {

    private static final String NAME = "flashsale.edge.passes";
    /** What would have become of passes that were given because the filter only reports. */
    private static final String WOULD = "flashsale.edge.passes.would";

    private final Map<SourceClass, Counter> issued = new EnumMap<>(SourceClass.class);
    private final Map<SourceClass, Counter> challenged = new EnumMap<>(SourceClass.class);
    private final Counter rateLimited;
    private final Counter wouldRateLimit;
    private final Counter wouldChallenge;

    PassCounts(MeterRegistry metrics) {
        for (SourceClass source : SourceClass.values()) {
            issued.put(source, metrics.counter(NAME, "outcome", "issued", "source", source.label()));
            challenged.put(source, metrics.counter(NAME, "outcome", "challenged", "source", source.label()));
        }
        this.wouldRateLimit = metrics.counter(WOULD, "outcome", "rate_limited");
        this.wouldChallenge = metrics.counter(WOULD, "outcome", "challenged");
        this.rateLimited = metrics.counter(NAME, "outcome", "rate_limited", "source", "any");
    }

    void issued(SourceClass source) {
        issued.get(source).increment();
    }

    void challenged(SourceClass source) {
        challenged.get(source).increment();
    }

    void rateLimited() {
        rateLimited.increment();
    }

    void wouldRateLimit() {
        wouldRateLimit.increment();
    }

    void wouldChallenge() {
        wouldChallenge.increment();
    }
}
