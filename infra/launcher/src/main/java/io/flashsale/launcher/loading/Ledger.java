package io.flashsale.launcher.loading;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where the units of a sale are, as the edge tells it; all figures in units, and a buyer of a simulation buys one.
 *
 * @param queued accepted, and not known to be in the database
 * @param returning closed in the database, and not back in stock yet
 * @param returned back in stock
 */
record Ledger(
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

    static Ledger parse(JsonNode json) {
        return new Ledger(
                units(json, "total"),
                units(json, "available"),
                units(json, "queued"),
                units(json, "returning"),
                units(json, "pendingPayment"),
                units(json, "paid"),
                units(json, "rejected"),
                units(json, "returned"),
                json.path("settled").asBoolean(),
                json.path("balanced").asBoolean());
    }

    private static long units(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isIntegralNumber()) {
            throw new IllegalArgumentException("the ledger does not tell " + name + ": " + json);
        }
        return value.asLong();
    }

    /** Units whose order is a row in the database, in whatever state; what is returning or returned was cancelled or expired. */
    long persisted() {
        return pendingPayment + paid + returning + returned + rejected;
    }

    /** Whether the database sold more than there is. */
    boolean isOversold() {
        return pendingPayment + paid > total;
    }
}
