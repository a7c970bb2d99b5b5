package io.flashsale.chaos.checking;

import io.flashsale.chaos.history.Call;
import io.flashsale.chaos.history.CallKind;
import io.flashsale.chaos.history.Outcome;
import java.util.List;
import java.util.Set;

/**
 * Whoever does not know what became of a Buy learns it by the next click: the order that it made, or a refusal that
 * means that there is none.
 *
 * <p>A refusal counts after the faults only: before that it may be one for now, while the stock is not known.
 */
final class UnknownsResolved implements Rule {

    private static final Set<String> DECIDED = Set.of("sold-out", "sale-not-open");

    @Override
    public void check(Evidence evidence, Findings findings) {
        findings.begin("an unknown outcome is resolved by the next click");
        evidence.buysByBuyer().forEach((buyer, buys) -> {
            checkResolved(buys, findings);
            checkLastRefusal(buys, evidence.storiesOf(buyer), findings);
        });
    }

    private static void checkResolved(List<Call> buys, Findings findings) {
        Call lastUnknown = last(buys, Outcome.UNKNOWN);
        if (lastUnknown != null && buys.stream().noneMatch(buy -> lastUnknown.isBefore(buy) && isDecided(buy))) {
            findings.add("a Buy stayed unknown", lastUnknown);
        }
    }

    private static Call last(List<Call> buys, Outcome outcome) {
        return buys.stream()
                .filter(buy -> buy.outcome() == outcome)
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private static boolean isDecided(Call buy) {
        return buy.isOk() || isRefusedForGood(buy);
    }

    private static boolean isRefusedForGood(Call buy) {
        return buy.kind() == CallKind.RESOLVING_BUY
                && buy.outcome() == Outcome.REFUSED
                && DECIDED.contains(buy.problem());
    }

    private static void checkLastRefusal(List<Call> buys, List<OrderStory> stories, Findings findings) {
        Call last = buys.get(buys.size() - 1);
        if (!isRefusedForGood(last)) {
            return;
        }
        for (OrderStory story : stories) {
            if (story.isLiveThroughout(last)) {
                findings.add("the next click was refused while " + story.orderId() + " was live", story.first(), last);
            }
        }
    }
}
