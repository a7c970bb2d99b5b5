package io.flashsale.inventory.admitting;

import io.vertx.mutiny.redis.client.Response;
import java.util.List;

/**
 * What a sale's slot says of its stock at one moment; units.
 *
 * @param returned units that came back so far
 * @param holds how many orders hold {@code held} units
 */
record SlotStock(int total, int available, long returned, int held, int holds, int unconfirmed, int unconfirmedBound) {

    static final List<String> FIELDS = List.of(
            "epoch",
            "state",
            "total",
            "available",
            "returnedUnits",
            "held",
            "holdCount",
            "unconfirmedUnits",
            "maxUnconfirmedUnits");

    /** Reads the fields; null when the slot does not sell at this epoch. */
    static SlotStock parse(Response fields, int epoch) {
        for (Response field : fields) {
            if (field == null) {
                return null;
            }
        }
        if (fields.get(0).toInteger() != epoch || !"OPEN".equals(fields.get(1).toString())) {
            return null;
        }
        return new SlotStock(
                fields.get(2).toInteger(),
                fields.get(3).toInteger(),
                fields.get(4).toLong(),
                fields.get(5).toInteger(),
                fields.get(6).toInteger(),
                fields.get(7).toInteger(),
                fields.get(8).toInteger());
    }

    /** Units ever reserved, those that came back included. */
    long takenEver() {
        return total - available + returned;
    }

    /** Units that order-service has heard of. */
    long confirmedEver() {
        return takenEver() - unconfirmed;
    }

    /** How many units a buyer takes; 1 before anybody has taken any. */
    double unitsPerBuyer() {
        return holds == 0 ? 1 : Math.max(1, (double) held / holds);
    }
}
