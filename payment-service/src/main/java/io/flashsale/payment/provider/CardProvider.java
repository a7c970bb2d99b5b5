package io.flashsale.payment.provider;

import java.util.concurrent.CompletionStage;

/**
 * The company that moves the money. No call blocks; a stage that completes exceptionally (time-out, lost connection)
 * says nothing about the charge, whose standing is then found by {@link #lookup}.
 */
public interface CardProvider {

    /** Takes money once per attempt id; a repetition answers the standing of the first. */
    CompletionStage<Standing> charge(Charge charge);

    /** The standing of the charge with this attempt id. */
    CompletionStage<Standing> lookup(String attemptId);

    /**
     * Closes an attempt id that no charge has reached, so that a charge still on its way is refused. Answers ABANDONED,
     * or the standing of the charge that was faster.
     */
    CompletionStage<Standing> abandon(String attemptId);

    /** Gives the money of a succeeded charge back, once, however often it is asked to. */
    CompletionStage<Void> refund(String attemptId);
}
