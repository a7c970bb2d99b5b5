package io.flashsale.launcher.chaos;

import io.flashsale.chaos.history.Call;
import io.flashsale.chaos.history.CallKind;
import io.flashsale.chaos.history.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The clicks that got no answer, and what their buyers learned of them by clicking again.
 *
 * @param order how many were told an order
 * @param nothing how many were told, after the faults, that there is none
 * @param open how many never learned
 */
record UnknownOutcomes(int order, int nothing, int open) {
    static UnknownOutcomes in(List<Call> calls) {
        Map<String, List<Call>> unknown = new HashMap<>();
        int order = 0;
        int nothing = 0;
        int all = 0;
        for (Call call : calls) {
            if (!call.kind().isBuy()) {
                continue;
            }
            if (call.outcome() == Outcome.UNKNOWN) {
                unknown.computeIfAbsent(call.buyer(), buyer -> new ArrayList<>())
                        .add(call);
                all++;
            } else if (call.isOk()) {
                order += resolved(unknown, call);
            } else if (call.kind() == CallKind.RESOLVING_BUY && call.outcome() == Outcome.REFUSED) {
                nothing += resolved(unknown, call);
            }
        }
        return new UnknownOutcomes(order, nothing, all - order - nothing);
    }

    private static int resolved(Map<String, List<Call>> unknown, Call by) {
        List<Call> waiting = unknown.getOrDefault(by.buyer(), new ArrayList<>());
        int before = waiting.size();
        waiting.removeIf(call -> call.isBefore(by));
        return before - waiting.size();
    }
}
