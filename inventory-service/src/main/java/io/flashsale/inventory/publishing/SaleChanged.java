package io.flashsale.inventory.publishing;

import io.flashsale.inventory.Sale;
import io.flashsale.lottery.Ranks;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** The whole state of a sale at one moment, as {@code flashsale.sales.v1} carries it. */
record SaleChanged(
        String id,
        String type,
        Instant time,
        String traceparent,
        String saleId,
        int epoch,
        long version,
        String title,
        long priceMinor,
        String currency,
        Instant opensAt,
        Instant closesAt,
        String state,
        int total,
        int available,
        int perUserLimit,
        int holdSeconds,
        String mode,
        boolean finalSoldOut,
        String rankKey,
        String rankCommitment) {

    /** Without the key of the ranks: whoever reads it in a log could foretell who will be admitted. */
    @Override
    public String toString() {
        return "SaleChanged[saleId=" + saleId + ", epoch=" + epoch + ", version=" + version + ", state=" + state
                + ", available=" + available + " of " + total + ", mode=" + mode + ']';
    }

    static SaleChanged of(Sale sale, Stock stock, Instant now) {
        return new SaleChanged(
                UUID.randomUUID().toString(),
                "SaleChanged",
                now.truncatedTo(ChronoUnit.MILLIS),
                Traceparent.next(),
                sale.id(),
                stock.epoch(),
                stock.version(),
                sale.title(),
                sale.priceMinor(),
                sale.currency(),
                sale.opensAt(),
                sale.closesAt(),
                stock.state(),
                sale.total(),
                stock.available(),
                sale.perUserLimit(),
                sale.holdSeconds(),
                sale.mode(),
                stock.finalSoldOut(),
                sale.rankKey(),
                Ranks.commitment(sale.rankKey()));
    }
}
