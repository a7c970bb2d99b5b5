package io.flashsale.edge.drawing;

/**
 * One sampled decision of the line.
 *
 * @param at epoch milliseconds
 * @param line the line in force
 * @param sequence of the line's newest entry; 0 when none had been heard
 * @param overridden whether a switch had set another line than the sale's own
 * @param source where the click came from
 */
record Decision(
        String saleId,
        String buyerId,
        long at,
        double rank,
        double line,
        long sequence,
        boolean overridden,
        boolean admitted,
        String source) {}
