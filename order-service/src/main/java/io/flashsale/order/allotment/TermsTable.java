package io.flashsale.order.allotment;

import io.flashsale.order.storing.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** The terms of the allotments. The units taken are not among them: those belong to the orders. */
@ApplicationScoped
class TermsTable {

    private final Database database;

    TermsTable(Database database) {
        this.database = database;
    }

    /** Keeps the terms unless the same or newer ones are known. */
    @Transactional
    public void keepIfNewer(SaleTerms terms) {
        int updated = database.update(
                "UPDATE allotments SET total = ?, price_minor = ?, currency = ?, hold_seconds = ?, epoch = ?,"
                        + " version = ? WHERE sale_id = ? AND (epoch < ? OR (epoch = ? AND version < ?))",
                List.of(
                        terms.total(),
                        terms.priceMinor(),
                        terms.currency(),
                        terms.holdSeconds(),
                        terms.epoch(),
                        terms.version(),
                        terms.saleId(),
                        terms.epoch(),
                        terms.epoch(),
                        terms.version()));
        if (updated == 0 && !exists(terms.saleId())) {
            database.update(
                    "INSERT INTO allotments (sale_id, total, taken, price_minor, currency, hold_seconds, epoch,"
                            + " version) VALUES (?, ?, 0, ?, ?, ?, ?, ?)",
                    List.of(
                            terms.saleId(),
                            terms.total(),
                            terms.priceMinor(),
                            terms.currency(),
                            terms.holdSeconds(),
                            terms.epoch(),
                            terms.version()));
        }
    }

    private boolean exists(String saleId) {
        return !database.query("SELECT 1 FROM allotments WHERE sale_id = ?", row -> 1, List.of(saleId))
                .isEmpty();
    }
}
