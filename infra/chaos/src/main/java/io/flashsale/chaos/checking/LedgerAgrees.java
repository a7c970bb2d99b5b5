package io.flashsale.chaos.checking;

import io.flashsale.chaos.history.Ledger;
import io.flashsale.chaos.history.OrderStatus;
import java.util.Optional;
import java.util.function.Predicate;

/** The ledger is settled and balanced, and it counts the units of exactly the orders that buyers were told of. */
final class LedgerAgrees implements Rule {

    @Override
    public void check(Evidence evidence, Findings findings) {
        findings.begin("the ledger agrees");
        Optional<Ledger> found = evidence.finalReads().ledger();
        if (found.isEmpty()) {
            findings.add("it could not be read");
            return;
        }
        Ledger ledger = found.get();
        demand(ledger.settled(), "it is not settled", ledger, findings);
        demand(ledger.balanced(), "it is not balanced", ledger, findings);
        demand(ledger.total() == evidence.stock(), "the stock was " + evidence.stock(), ledger, findings);
        long known = units(evidence, story -> !story.isMissing());
        demand(known == ledger.orderedUnits(), "buyers know of " + known + " ordered units", ledger, findings);
        long paid = units(evidence, story -> ended(story, OrderStatus.PAID));
        demand(paid == ledger.paid(), "buyers know of " + paid + " paid units", ledger, findings);
        long rejected = units(evidence, story -> ended(story, OrderStatus.REJECTED));
        demand(rejected == ledger.rejected(), "buyers know of " + rejected + " rejected units", ledger, findings);
    }

    private static void demand(boolean holds, String otherwise, Ledger ledger, Findings findings) {
        if (!holds) {
            findings.add(otherwise + ": " + ledger);
        }
    }

    private static boolean ended(OrderStory story, OrderStatus status) {
        return story.lastRead()
                .filter(call -> call.seen() != null && call.seen().status() == status)
                .isPresent();
    }

    private static long units(Evidence evidence, Predicate<OrderStory> counted) {
        return evidence.stories().stream()
                .filter(counted)
                .mapToLong(OrderStory::quantity)
                .sum();
    }
}
