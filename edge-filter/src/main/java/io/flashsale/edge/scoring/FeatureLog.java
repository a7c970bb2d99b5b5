package io.flashsale.edge.scoring;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The features and scores of requests in aggregate, which is what another model starts from; never a line per click. Of
 * one request in {@value #ONE_IN}, chosen by chance: distributions look the same, and noting each would cost more than
 * scoring it.
 */
final class FeatureLog {

    private static final int ONE_IN = 16;

    private final DistributionSummary contradictions;
    private final DistributionSummary missingHeaders;
    private final DistributionSummary impossibleHeaders;
    private final DistributionSummary accountsAtAddress;
    private final DistributionSummary passToClickMillis;
    private final DistributionSummary clicksPerSecond;
    private final DistributionSummary score;

    /** @param at where it is looked at: {@code pass} or {@code click} */
    FeatureLog(MeterRegistry metrics, String at) {
        this.contradictions = feature(metrics, at, "contradictions", 0.5, 1.5);
        this.missingHeaders = feature(metrics, at, "missing_headers", 0.5, 1.5, 2.5, 3.5, 4.5);
        this.impossibleHeaders = feature(metrics, at, "impossible_headers", 0.5, 1.5);
        this.accountsAtAddress = feature(metrics, at, "accounts_at_address", 1.5, 5, 10, 20, 50, 100);
        this.passToClickMillis = feature(metrics, at, "pass_to_click_millis", 10, 50, 100, 250, 1_000, 10_000);
        this.clicksPerSecond = feature(metrics, at, "clicks_per_second", 2, 5, 8, 12, 20, 30, 50);
        this.score = DistributionSummary.builder("flashsale.edge.bot.score")
                .description("Scores of clicks and of requests for passes")
                .tag("at", at)
                .serviceLevelObjectives(10, 20, 30, 40, 50, 60, 80, 100)
                .register(metrics);
    }

    private static DistributionSummary feature(MeterRegistry metrics, String at, String name, double... bounds) {
        return DistributionSummary.builder("flashsale.edge.bot.feature")
                .description("What clicks and requests for passes are scored by")
                .tag("at", at)
                .tag("feature", name)
                .serviceLevelObjectives(bounds)
                .register(metrics);
    }

    void record(Features features, double scored) {
        if (ThreadLocalRandom.current().nextInt(ONE_IN) == 0) {
            note(features, scored);
        }
    }

    private void note(Features features, double scored) {
        contradictions.record(features.contradictions());
        missingHeaders.record(features.missingHeaders());
        impossibleHeaders.record(features.impossibleHeaders());
        accountsAtAddress.record(features.accountsAtAddress());
        if (Double.isFinite(features.passToClickMillis())) {
            passToClickMillis.record(features.passToClickMillis());
        }
        clicksPerSecond.record(features.clicksPerSecond());
        score.record(scored);
    }
}
