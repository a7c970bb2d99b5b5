package io.flashsale.edge.scoring;

/** How much a request looks like a bot's: the one place to put another model in. Called on event loops, for every click. */
public interface BotScorer {

    /** The score, from 0 for nothing strange upwards; thresholds are {@code flashsale.bot-score.challenge-from} and so on. */
    double score(Features features);
}
