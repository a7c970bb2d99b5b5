package io.flashsale.chaos.history;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** The system's own account of a sale, as the public contract names it; all figures are units. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Ledger(
        String saleId,
        long total,
        long available,
        long queued,
        long returning,
        long pendingPayment,
        long paid,
        long rejected,
        long returned,
        boolean settled,
        boolean balanced) {

    /** Units of all orders that there ever were. */
    public long orderedUnits() {
        return paid + pendingPayment + returned + rejected;
    }
}
