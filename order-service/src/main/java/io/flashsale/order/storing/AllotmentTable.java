package io.flashsale.order.storing;

import static io.flashsale.order.storing.Database.placeholders;

import io.flashsale.order.Allotment;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * The allotments as orders draw on them. Their terms are written by the consumer of sales alone.
 *
 * <p>An allotment is the one row that all orders of a sale share. Whoever takes units locks it first, because what is
 * left decides which orders come into being; whoever gives some back touches it last, and so keeps everybody else
 * waiting for one statement and the commit only. No two can wait for each other: whoever takes units waits for no order
 * that exists.
 */
@ApplicationScoped
public class AllotmentTable {

    private final Database database;

    AllotmentTable(Database database) {
        this.database = database;
    }

    /** The allotments of those sales that have one, locked in the order of sale ids until the transaction ends. */
    public List<Allotment> lock(Collection<String> saleIds) {
        List<String> ascending = List.copyOf(new TreeSet<>(saleIds));
        return database.query(
                "SELECT sale_id, total, taken, price_minor, currency, hold_seconds FROM allotments WHERE sale_id IN ("
                        + placeholders(ascending.size()) + ") ORDER BY sale_id FOR UPDATE",
                row -> new Allotment(
                        row.getString(1),
                        row.getInt(2),
                        row.getInt(3),
                        row.getLong(4),
                        row.getString(5),
                        row.getInt(6)),
                ascending);
    }

    /** Takes units of a sale whose allotment is locked. */
    public void take(String saleId, int units) {
        change(saleId, units);
    }

    /** Gives units of closed orders back; the last statement of its transaction. */
    public void giveBack(String saleId, int units) {
        change(saleId, -units);
    }

    private void change(String saleId, int units) {
        if (units != 0) {
            database.update("UPDATE allotments SET taken = taken + ? WHERE sale_id = ?", List.of(units, saleId));
        }
    }
}
