package io.flashsale.inventory.keeping;

import io.flashsale.inventory.Sale;
import io.flashsale.inventory.SaleState;
import io.flashsale.inventory.publishing.Stock;
import io.vertx.mutiny.redis.client.Response;
import java.time.Instant;
import java.util.List;

/**
 * A sale's slot as one look at Redis showed it.
 *
 * @param epoch null when the slot does not exist
 * @param state as the scripts keep it
 * @param version rises with every change within the epoch
 */
record SlotState(
        Integer epoch, String state, long version, int total, int available, int paidUnits, int unconfirmedUnits) {

    static final List<String> FIELDS =
            List.of("epoch", "state", "version", "total", "available", "paidUnits", "unconfirmedUnits");

    /** No slot, or none that can be relied on. */
    static final SlotState ABSENT = new SlotState(null, null, 0, 0, 0, 0, 0);

    static SlotState parse(Response fields) {
        if (fields.get(0) == null) {
            return ABSENT;
        }
        return new SlotState(
                fields.get(0).toInteger(),
                fields.get(1) == null ? null : fields.get(1).toString(),
                number(fields.get(2)),
                (int) number(fields.get(3)),
                (int) number(fields.get(4)),
                (int) number(fields.get(5)),
                (int) number(fields.get(6)));
    }

    private static long number(Response field) {
        return field == null ? 0 : field.toLong();
    }

    /** Whether the slot answers clicks of the epoch that MySQL knows. */
    boolean isOpenAt(int wanted) {
        return epoch != null && epoch == wanted && "OPEN".equals(state);
    }

    /** What everybody is told of the sale at this moment. */
    Stock stock(Sale sale, Instant now) {
        boolean open = sale.state() == SaleState.OPEN && isOpenAt(sale.epoch());
        int left = open ? available : sale.state() == SaleState.SCHEDULED ? sale.total() : 0;
        boolean isFinal = open && paidUnits >= total;
        return new Stock(sale.epoch(), open ? version : 0, publicState(sale, now, open, left), left, isFinal);
    }

    private static String publicState(Sale sale, Instant now, boolean open, int left) {
        if (!now.isBefore(sale.closesAt())) {
            return "CLOSED";
        }
        if (now.isBefore(sale.opensAt())) {
            return "SCHEDULED";
        }
        if (!open) {
            return "RECOVERING";
        }
        return left == 0 ? "SOLD_OUT" : "OPEN";
    }
}
