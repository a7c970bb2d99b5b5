package io.flashsale.chaos.checking;

import io.flashsale.chaos.history.Call;
import io.flashsale.chaos.history.Outcome;

/** Every answer is one that the public contract has. */
final class ContractAnswers implements Rule {

    @Override
    public void check(Evidence evidence, Findings findings) {
        findings.begin("answers follow the contract");
        for (Call call : evidence.calls()) {
            if (call.outcome() == Outcome.UNEXPECTED) {
                findings.add("an answer that it does not have", call);
            }
        }
    }
}
