package io.flashsale.edge.scoring;

/**
 * What a request has to do before it is let through.
 *
 * @param bits proof of work that is asked for; 0 for none
 * @param isDrop whether no work is enough for a click
 */
public record Judgement(int bits, boolean isDrop) {

    static final Judgement FREE = new Judgement(0, false);
}
