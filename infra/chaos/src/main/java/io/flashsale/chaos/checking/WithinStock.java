package io.flashsale.chaos.checking;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** At no moment are more units in certainly live orders than there are. */
final class WithinStock implements Rule {

    private record Step(long atNanos, int units, OrderStory story) {}

    @Override
    public void check(Evidence evidence, Findings findings) {
        findings.begin("never more live units than stock");
        // At the same moment an order that closes makes room for one that begins.
        List<Step> steps = evidence.stories().stream()
                .filter(OrderStory::isKept)
                .filter(story -> story.liveFromNanos() < story.liveUntilNanos())
                .flatMap(story -> Stream.of(
                        new Step(story.liveFromNanos(), story.quantity(), story),
                        new Step(story.liveUntilNanos(), -story.quantity(), story)))
                .sorted(Comparator.comparingLong(Step::atNanos).thenComparingInt(Step::units))
                .toList();
        long live = 0;
        for (Step step : steps) {
            live += step.units();
            if (live > evidence.stock() && step.units() > 0) {
                findings.add(
                        live + " units were live at once of " + evidence.stock() + ", the last with order "
                                + step.story().orderId(),
                        step.story().first());
            }
        }
    }
}
