package io.flashsale.edge.drawing;

import io.flashsale.edge.Sale;
import io.flashsale.lottery.Ranks;

/**
 * One sale's lottery at this edge: its buyers' ranks, its demand, and the line that holds without any news.
 *
 * @param ranks null when the sale came without a good rank key
 * @param leastLine the line from the opening on: P of {@code fixed:P}, 0 of {@code lottery}
 */
record Draw(Ranks ranks, Demand demand, double leastLine) {

    private static final String OPEN = "open";
    private static final String FIXED = "fixed:";

    /** Whether everybody may buy, so that no rank matters. */
    static boolean isOpenToAll(Sale sale) {
        return OPEN.equals(sale.mode());
    }

    static Draw of(Sale sale, Demand demand) {
        Ranks ranks = Ranks.isKey(sale.rankKey()) ? Ranks.of(sale.saleId(), sale.rankKey()) : null;
        return new Draw(ranks, demand, leastLine(sale));
    }

    /** The line that holds without any news; a mode that cannot be read is taken for a lottery. */
    static double leastLine(Sale sale) {
        if (isOpenToAll(sale)) {
            return 1;
        }
        String mode = sale.mode();
        return mode != null && mode.startsWith(FIXED) ? share(mode.substring(FIXED.length())) : 0;
    }

    private static double share(String text) {
        try {
            double share = Double.parseDouble(text);
            return share >= 0 && share <= 1 ? share : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
