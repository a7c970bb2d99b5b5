package io.flashsale.chaos.checking;

import io.flashsale.chaos.history.Call;
import io.flashsale.chaos.history.CallKind;
import io.flashsale.chaos.history.OrderEnd;
import io.flashsale.chaos.history.OrderStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every accepted order can be read at the end, stands in its buyer's list, and is over or legally open; beyond what was
 * lost with Redis's data, none is missing and none is refused.
 */
final class AcceptedIsKept implements Rule {

    @Override
    public void check(Evidence evidence, Findings findings) {
        findings.begin("an accepted order is kept");
        List<OrderStory> missing = new ArrayList<>();
        List<OrderStory> rejected = new ArrayList<>();
        for (OrderStory story : evidence.stories()) {
            Optional<Call> last = story.lastRead();
            if (story.isMissing()) {
                missing.add(story);
            } else if (last.isEmpty() || last.get().seen() == null) {
                findings.add("order " + story.orderId() + " could not be read at the end", story.first());
            } else if (story.wasSeen(OrderStatus.REJECTED)) {
                rejected.add(story);
            } else {
                checkEnd(story, last.get(), findings);
            }
        }
        tellBeyond(evidence.allowances().missing(), missing, "is missing", findings);
        tellBeyond(evidence.allowances().rejected(), rejected, "was rejected", findings);
        checkLists(evidence, findings);
    }

    private static void checkEnd(OrderStory story, Call last, Findings findings) {
        OrderStatus status = last.seen().status();
        boolean isOpen = status == OrderStatus.QUEUED || status == OrderStatus.PENDING_PAYMENT;
        if (isOpen && !OrderEnd.isLegallyOpen(last.seen(), last.startNanos() - OrderStory.CLOCK_SLACK_NANOS)) {
            findings.add("order " + story.orderId() + " came to no end", story.first(), last);
        }
    }

    private static void tellBeyond(int allowed, List<OrderStory> stories, String what, Findings findings) {
        if (stories.size() > allowed) {
            for (OrderStory story : stories) {
                findings.add(
                        "order " + story.orderId() + ' ' + what + ", one of " + stories.size() + " where " + allowed
                                + " may",
                        story.first(),
                        story.lastRead().orElseThrow());
            }
        }
    }

    /** Judged by buyers whose every page was answered, and by orders that were in the database before the first. */
    private static void checkLists(Evidence evidence, Findings findings) {
        Map<String, Call> firstPages = new HashMap<>();
        Set<String> incomplete = new HashSet<>();
        Set<String> listed = new HashSet<>();
        for (Call call : evidence.calls()) {
            if (call.kind() == CallKind.LIST) {
                firstPages.putIfAbsent(call.buyer(), call);
                if (!call.isOk()) {
                    incomplete.add(call.buyer());
                }
            } else if (call.kind() == CallKind.LISTED && call.seen() != null) {
                listed.add(call.seen().orderId());
            }
        }
        for (OrderStory story : evidence.stories()) {
            Call page = firstPages.get(story.buyer());
            if (page == null || incomplete.contains(story.buyer()) || listed.contains(story.orderId())) {
                continue;
            }
            story.reads().stream()
                    .filter(read -> read.seen().status() != OrderStatus.QUEUED && read.isBefore(page))
                    .findFirst()
                    .ifPresent(read ->
                            findings.add("order " + story.orderId() + " is not in its buyer's list", read, page));
        }
    }
}
