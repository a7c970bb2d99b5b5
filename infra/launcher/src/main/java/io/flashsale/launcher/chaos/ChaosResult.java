package io.flashsale.launcher.chaos;

import io.flashsale.chaos.checking.Verdict;
import io.flashsale.chaos.history.Call;
import io.flashsale.chaos.history.FinalReads;
import io.flashsale.chaos.history.OrderStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run has shown.
 *
 * @param accepted distinct orders that were accepted
 * @param loss what the wipe took; null if there was none
 */
record ChaosResult(
        ChaosOrder order,
        List<DoneFault> faults,
        int accepted,
        UnknownOutcomes unknown,
        RedisWipe.Loss loss,
        FinalReads reads,
        Verdict verdict) {

    long missing() {
        return reads.orders().values().stream().filter(Call::isNotFound).count();
    }

    long rejected() {
        return reads.orders().values().stream()
                .filter(call -> call.seen() != null && call.seen().status() == OrderStatus.REJECTED)
                .count();
    }

    int unsent() {
        return loss == null ? 0 : loss.unsent();
    }

    /** One line for each broken promise; empty if all was kept. */
    List<String> failures() {
        List<String> failures = new ArrayList<>();
        for (DoneFault each : faults) {
            if (each.backAfter() == null) {
                failures.add("fault " + each.number() + ", " + each.fault() + ": " + each.remark());
            }
        }
        if (accepted < order.orders()) {
            failures.add("only " + accepted + " orders were accepted, " + order.orders() + " were expected");
        }
        failures.addAll(verdict.violations());
        return failures;
    }
}
