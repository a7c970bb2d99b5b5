package io.flashsale.chaos.checking;

import io.flashsale.chaos.history.Call;
import io.flashsale.chaos.history.OrderStatus;
import java.util.Comparator;
import java.util.List;

/**
 * An order moves along its states and never back: of two readings of which one ended before the other began, the later
 * one shows the same state or one that follows. It never vanishes, is cancelled or paid by its buyer alone, and expires
 * no sooner than its hold ends.
 */
final class ForwardOnly implements Rule {

    @Override
    public void check(Evidence evidence, Findings findings) {
        findings.begin("an order only moves forward");
        for (OrderStory story : evidence.stories()) {
            checkOrder(story, findings);
            checkPresence(story, evidence.allowances().redisLost(), findings);
            checkCauses(story, findings);
        }
    }

    private static void checkOrder(OrderStory story, Findings findings) {
        List<Call> byStart = story.reads();
        List<Call> byEnd = byStart.stream()
                .sorted(Comparator.comparingLong(Call::endNanos))
                .toList();
        Call furthest = null;
        int ended = 0;
        for (Call read : byStart) {
            for (; ended < byEnd.size() && byEnd.get(ended).isBefore(read); ended++) {
                Call earlier = byEnd.get(ended);
                if (furthest == null
                        || furthest.seen().status().mayBecome(earlier.seen().status())) {
                    furthest = earlier;
                }
            }
            if (furthest != null
                    && !furthest.seen().status().mayBecome(read.seen().status())) {
                findings.add("order " + story.orderId() + " went back", furthest, read);
            }
        }
    }

    /** One exception: with Redis's data an order that MySQL does not have yet goes out of sight, or is lost. */
    private static void checkPresence(OrderStory story, boolean redisLost, Findings findings) {
        for (Call absent : story.notFound()) {
            Call before = story.shown().stream()
                    .filter(call -> call.isBefore(absent))
                    .filter(call -> isInDatabase(call) || !redisLost && !story.isMissing())
                    .findFirst()
                    .orElse(null);
            if (before != null) {
                findings.add("order " + story.orderId() + " was not found after it had been shown", before, absent);
            }
        }
    }

    private static boolean isInDatabase(Call call) {
        return call.kind().isRead() && call.seen().status() != OrderStatus.QUEUED;
    }

    private static void checkCauses(OrderStory story, Findings findings) {
        for (Call read : story.reads()) {
            switch (read.seen().status()) {
                case CANCELLED -> {
                    if (story.mayHaveCancelled().noneMatch(call -> call.startNanos() < read.endNanos())) {
                        findings.add("order " + story.orderId() + " was cancelled by nobody", read);
                        return;
                    }
                }
                case PAID -> {
                    if (story.mayHavePaid().noneMatch(call -> call.startNanos() < read.endNanos())) {
                        findings.add("order " + story.orderId() + " was paid by nobody", read);
                        return;
                    }
                }
                case EXPIRED -> {
                    Long holdEnd = read.seen().expiresAtNanos();
                    if (holdEnd != null && read.endNanos() < holdEnd - OrderStory.CLOCK_SLACK_NANOS) {
                        findings.add("order " + story.orderId() + " expired before its hold ended", read);
                        return;
                    }
                }
                case QUEUED, PENDING_PAYMENT, REJECTED -> {}
            }
        }
    }
}
