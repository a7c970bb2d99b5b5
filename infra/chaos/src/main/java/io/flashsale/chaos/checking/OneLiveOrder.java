package io.flashsale.chaos.checking;

import io.flashsale.chaos.history.Call;
import java.util.Comparator;
import java.util.List;

/** A buyer has one live order at most, a repeated click is answered with it, and an order has one buyer. */
final class OneLiveOrder implements Rule {

    @Override
    public void check(Evidence evidence, Findings findings) {
        findings.begin("one live order per buyer");
        for (OrderStory story : evidence.stories()) {
            story.shown().stream()
                    .filter(call -> !call.buyer().equals(story.buyer()))
                    .findFirst()
                    .ifPresent(call ->
                            findings.add("order " + story.orderId() + " was given to two buyers", story.first(), call));
        }
        for (String buyer : evidence.buysByBuyer().keySet()) {
            checkOverlaps(evidence.storiesOf(buyer), findings);
        }
        findings.begin("a repeated click answers the same order");
        evidence.buysByBuyer()
                .forEach((buyer, buys) ->
                        buys.stream().filter(Call::isOk).forEach(buy -> checkRepetition(buy, evidence, findings)));
    }

    private static void checkOverlaps(List<OrderStory> stories, Findings findings) {
        List<OrderStory> inOrder = stories.stream()
                .filter(OrderStory::isKept)
                .filter(story -> story.liveFromNanos() < story.liveUntilNanos())
                .sorted(Comparator.comparingLong(OrderStory::liveFromNanos))
                .toList();
        OrderStory longest = null;
        for (OrderStory story : inOrder) {
            if (longest != null && story.liveFromNanos() < longest.liveUntilNanos()) {
                findings.add(
                        "orders " + longest.orderId() + " and " + story.orderId() + " were live at once",
                        longest.first(),
                        story.first());
            }
            if (longest == null || story.liveUntilNanos() > longest.liveUntilNanos()) {
                longest = story;
            }
        }
    }

    private static void checkRepetition(Call buy, Evidence evidence, Findings findings) {
        String answered = buy.seen().orderId();
        if (!evidence.isKept(answered)) {
            return;
        }
        for (OrderStory story : evidence.storiesOf(buy.buyer())) {
            if (!story.orderId().equals(answered) && story.isLiveThroughout(buy)) {
                findings.add(
                        "a click answered " + answered + " while " + story.orderId() + " was live", story.first(), buy);
            }
        }
    }
}
