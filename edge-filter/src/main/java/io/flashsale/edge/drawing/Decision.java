package io.flashsale.edge.drawing;

/**
 * One sampled decision of the line.
 *
 * @param at epoch milliseconds
 * @param sequence of the line's entry that decided; 0 when none had been heard
 * @param source where the click came from
 */
record Decision(
        String saleId,
        String buyerId,
        long at,
        double rank,
        double line,
        long sequence,
        boolean admitted,
        String source) {}
