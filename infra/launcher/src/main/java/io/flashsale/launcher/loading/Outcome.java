package io.flashsale.launcher.loading;

import java.util.ArrayList;
import java.util.List;

/**
 * All that is known after a run, and what is wrong with it.
 *
 * @param succeeded whether the simulation ended and its assertions held
 * @param ledger at the last look; null when it could not be read
 * @param funnel of the edge that answered; null when it could not be read
 * @param others the sales that the simulation opened beside its first one, which all else is about
 * @param complaints what the simulation's log says of a failure
 */
record Outcome(
        boolean succeeded,
        Figures figures,
        Drain drain,
        Ledger ledger,
        Funnel funnel,
        List<OtherSale> others,
        List<String> complaints) {

    /** One line for everything that must not be; empty when the run is passed. */
    List<String> failures() {
        List<String> failures = new ArrayList<>();
        if (!figures.areComplete()) {
            failures.add("the simulation did not run to its end");
        } else if (!succeeded) {
            failures.add("the simulation's assertions failed (" + figures.number("failedRequests")
                    + " failed requests, of them " + figures.number("serverErrors") + " with status 5xx)");
        }
        failures.addAll(figures.findings());
        boolean everythingWasAnswered = figures.number("failedRequests") == 0;
        if (ledger == null) {
            failures.add("the ledger could not be read");
        } else if (figures.areComplete()) {
            failures.addAll(ledger.failures(figures.number("orders"), everythingWasAnswered));
        } else {
            failures.addAll(ledger.failures());
        }
        others.forEach(other -> failures.addAll(other.failures(everythingWasAnswered)));
        return failures;
    }
}
