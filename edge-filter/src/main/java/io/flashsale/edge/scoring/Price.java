package io.flashsale.edge.scoring;

import java.util.stream.IntStream;

/**
 * What scores cost: nothing below the first threshold, from there on work that doubles with every bit up to the second
 * threshold, and more than anybody can pay beyond it.
 */
final class Price {

    private final BotScoreConfig config;
    private final Judgement[] challenges;
    private final Judgement drop;

    Price(BotScoreConfig config) {
        if (config.challengeFrom() <= 0 || config.dropFrom() <= config.challengeFrom()) {
            throw new IllegalArgumentException("flashsale.bot-score: 0 < challenge-from < drop-from must hold");
        }
        if (config.lowestBits() < 1 || config.highestBits() < config.lowestBits() || config.highestBits() > 32) {
            throw new IllegalArgumentException("flashsale.bot-score: 1 <= lowest-bits <= highest-bits <= 32 must hold");
        }
        this.config = config;
        this.challenges = IntStream.rangeClosed(config.lowestBits(), config.highestBits())
                .mapToObj(bits -> new Judgement(bits, false))
                .toArray(Judgement[]::new);
        this.drop = new Judgement(config.highestBits(), true);
    }

    Judgement of(double score) {
        if (score < config.challengeFrom()) {
            return Judgement.FREE;
        }
        if (score >= config.dropFrom()) {
            return drop;
        }
        double share = (score - config.challengeFrom()) / (config.dropFrom() - config.challengeFrom());
        return challenges[(int) Math.round(share * (challenges.length - 1))];
    }
}
