package io.flashsale.inventory.selling;

import io.flashsale.inventory.Sale;
import java.time.Instant;

/** A sale as operators and buyers see it; the shape of the public contract. */
record SaleView(
        String id,
        String title,
        long priceMinor,
        String currency,
        Instant opensAt,
        Instant closesAt,
        String state,
        StockView stock,
        int perUserLimit,
        int holdSeconds,
        String mode) {

    /** Units in all and units left. */
    record StockView(int total, int available) {}

    static SaleView ofNew(Sale sale) {
        return new SaleView(
                sale.id(),
                sale.title(),
                sale.priceMinor(),
                sale.currency(),
                sale.opensAt(),
                sale.closesAt(),
                sale.state().name(),
                new StockView(sale.total(), sale.total()),
                sale.perUserLimit(),
                sale.holdSeconds(),
                sale.mode());
    }
}
