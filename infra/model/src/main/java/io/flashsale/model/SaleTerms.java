package io.flashsale.model;

/**
 * What a load fixes for a slot until the next load.
 *
 * @param total units of the sale, at least 1
 * @param perUserLimit units a buyer may hold, at least 1
 * @param maxUnconfirmed bound on units whose order is not known to be in MySQL
 * @param opensAtMillis epoch milliseconds of the first moment at which clicks are served
 * @param closesAtMillis epoch milliseconds of the first moment at which they are not any more
 */
public record SaleTerms(int total, int perUserLimit, int maxUnconfirmed, long opensAtMillis, long closesAtMillis) {

    static final SaleTerms NONE = new SaleTerms(0, 0, 0, 0, 0);
}
