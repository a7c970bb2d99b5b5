package io.flashsale.launcher.loading;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

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

    /**
     * One line for everything that must not be. Every buyer buys one unit, so units are orders.
     *
     * @param told how many orders buyers were told of
     * @param everythingWasAnswered whether no call failed: one that did may have taken its unit all the same, and its buyer
     *     was not told
     */
    List<String> failures(long told, boolean everythingWasAnswered) {
        List<String> failures = new ArrayList<>(failures());
        long there = persisted() + queued;
        if (there < told) {
            failures.add("lost: buyers were told of " + told + " orders, the ledger knows " + there);
        }
        if (there > told && everythingWasAnswered) {
            failures.add("burnt: the ledger knows " + there + " orders, buyers were told of " + told);
        }
        return failures;
    }

    /** As above, when nobody knows what buyers were told. */
    List<String> failures() {
        List<String> failures = new ArrayList<>();
        if (!balanced) {
            failures.add("the ledger does not balance");
        }
        if (!settled) {
            failures.add("the ledger did not settle: " + queued + " units queued, " + returning + " returning");
        }
        if (pendingPayment + paid > total) {
            failures.add("oversold: " + (pendingPayment + paid) + " of " + total + " units are sold");
        }
        return failures;
    }
}
