package io.flashsale.edge.scoring;

import io.flashsale.edge.scoring.BotScoreConfig.Weights;
import jakarta.inject.Singleton;

/**
 * Scores by several weak signs: each becomes a strength from 0 to 1, and the strengths are added up by configured weights.
 */
@Singleton
final class WeightedSum implements BotScorer {

    /** One contradiction or missing header may have an innocent reason, two hardly. */
    private static final double SEVERAL = 2;

    private final BotScoreConfig config;
    private final Weights weights;

    WeightedSum(BotScoreConfig config) {
        this.config = config;
        this.weights = config.weights();
    }

    @Override
    public double score(Features features) {
        double reactionMillis = config.reaction().toMillis();
        return weights.forwarding() * ramp(features.contradictions(), 0, SEVERAL)
                + weights.missingHeaders() * ramp(features.missingHeaders(), 0, SEVERAL)
                + weights.impossibleHeaders() * ramp(features.impossibleHeaders(), 0, 1)
                + weights.accounts() * ramp(features.accountsAtAddress(), config.accountsFrom(), config.accountsTo())
                + weights.reaction() * (1 - ramp(features.passToClickMillis(), 0, reactionMillis))
                + weights.cadence()
                        * ramp(features.clicksPerSecond(), config.clicksPerSecondFrom(), config.clicksPerSecondTo());
    }

    /** 0 up to {@code from}, 1 from {@code to} on, a straight line between them. */
    private static double ramp(double value, double from, double to) {
        return Math.max(0, Math.min(1, (value - from) / (to - from)));
    }
}
