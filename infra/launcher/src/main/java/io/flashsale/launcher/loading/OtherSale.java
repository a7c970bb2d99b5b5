package io.flashsale.launcher.loading;

import java.util.List;

/**
 * A sale that a simulation opened beside its first one.
 *
 * @param orders that its buyers were told of
 * @param ledger at the last look; null when it could not be read
 */
record OtherSale(String saleId, long orders, Ledger ledger) {

    /** One line for everything that must not be. */
    List<String> failures(boolean everythingWasAnswered) {
        List<String> failures = ledger == null
                ? List.of("the ledger could not be read")
                : ledger.failures(orders, everythingWasAnswered);
        return failures.stream().map(each -> "sale " + saleId + ": " + each).toList();
    }
}
