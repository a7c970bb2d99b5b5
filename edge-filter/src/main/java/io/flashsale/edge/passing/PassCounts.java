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

    private final Map<SourceClass, Counter> issued = new EnumMap<>(SourceClass.class);
    private final Map<SourceClass, Counter> challenged = new EnumMap<>(SourceClass.class);
    private final Map<SourceClass, Counter> wouldChallenge = new EnumMap<>(SourceClass.class);
    private final Counter rateLimited;

    PassCounts(MeterRegistry metrics) {
        for (SourceClass source : SourceClass.values()) {
            issued.put(source, metrics.counter(NAME, "outcome", "issued", "source", source.label()));
            challenged.put(source, metrics.counter(NAME, "outcome", "challenged", "source", source.label()));
            wouldChallenge.put(source, metrics.counter(NAME, "outcome", "would_challenge", "source", source.label()));
        }
        this.rateLimited = metrics.counter(NAME, "outcome", "rate_limited", "source", "any");
    }

    void issued(SourceClass source) {
        issued.get(source).increment();
    }

    void challenged(SourceClass source) {
        challenged.get(source).increment();
    }

    /** Issued without the work that it would have cost, had the filter not been switched to report only. */
    void wouldChallenge(SourceClass source) {
        wouldChallenge.get(source).increment();
    }

    void rateLimited() {
        rateLimited.increment();
    }
}
