package io.flashsale.launcher.loading;

import java.util.ArrayList;
import java.util.List;

/**
 * All that is known after a run, and what is wrong with it.
 *
 * @param succeeded whether the simulation ended and its assertions held
 * @param ledger at the last look; null when it could not be read
 * @param funnel of the edge that answered; null when it could not be read
 * @param complaints what the simulation's log says of a failure
 */
record Outcome(boolean succeeded, Figures figures, Drain drain, Ledger ledger, Funnel funnel, List<String> complaints) {

    /** One line for everything that must not be; empty when the run is passed. */
    List<String> failures() {
        List<String> failures = new ArrayList<>();
        if (!figures.areComplete()) {
            failures.add("the simulation did not run to its end");
        } else if (!succeeded) {
            failures.add("the simulation's assertions failed (" + figures.number("failedRequests")
                    + " failed requests, of them " + figures.number("serverErrors") + " with status 5xx)");
        }
        failures.addAll(figures.missed());
        if (ledger == null) {
            failures.add("the ledger could not be read");
        } else {
            judge(ledger, failures);
        }
        return failures;
    }

    private void judge(Ledger ledger, List<String> failures) {
        if (!ledger.balanced()) {
            failures.add("the ledger does not balance");
        }
        if (!ledger.settled()) {
            failures.add("the ledger did not settle: " + ledger.queued() + " units queued, " + ledger.returning()
                    + " returning");
        }
        if (ledger.isOversold()) {
            failures.add("oversold: " + (ledger.pendingPayment() + ledger.paid()) + " of " + ledger.total()
                    + " units are sold");
        }
        if (figures.areComplete()) {
            compareOrders(ledger, failures);
        }
    }

    /** Every buyer buys one unit, so units are orders. */
    private void compareOrders(Ledger ledger, List<String> failures) {
        long told = figures.number("orders");
        long there = ledger.persisted() + ledger.queued();
        if (there < told) {
            failures.add("lost: buyers were told of " + told + " orders, the ledger knows " + there);
        }
        // A call that failed may have taken its unit all the same; the buyer was not told.
        if (there > told && figures.number("failedRequests") == 0) {
            failures.add("burnt: the ledger knows " + there + " orders, buyers were told of " + told);
        }
    }
}
