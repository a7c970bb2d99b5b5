package io.flashsale.chaos.buying;

import io.flashsale.chaos.history.Call;
import io.flashsale.chaos.history.CallKind;
import io.flashsale.chaos.history.History;
import io.flashsale.chaos.history.OrderEnd;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Reads every order that a buyer was ever told of, by its id, until it and its payment are over or time has run out. */
final class OrderFollower {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** An order that is not there so often in a row is not there. */
    private static final int NOT_FOUND_AT_LAST = 3;

    private final EdgeCalls calls;
    private final Turns turns;
    private final History history;
    private final long deadlineNanos;
    private final Map<String, Buyer> owners = new LinkedHashMap<>();
    private final Set<String> paidFor = new HashSet<>();
    private final Map<String, Call> lastReads = new ConcurrentHashMap<>();
    private final Map<String, Integer> notFound = new ConcurrentHashMap<>();

    OrderFollower(EdgeCalls calls, Turns turns, History history, List<Buyer> buyers, long deadlineNanos) {
        this.calls = calls;
        this.turns = turns;
        this.history = history;
        this.deadlineNanos = deadlineNanos;
        Map<String, Buyer> byId = new HashMap<>();
        buyers.forEach(buyer -> byId.put(buyer.userId, buyer));
        for (Call call : history.calls()) {
            if (call.seen() != null && (call.kind().isBuy() || call.kind() == CallKind.LISTED)) {
                owners.putIfAbsent(call.seen().orderId(), byId.get(call.buyer()));
            }
            if (call.kind() == CallKind.PAY && call.isOk()) {
                paidFor.add(call.orderId());
            }
        }
    }

    void follow() {
        Set<String> open = new HashSet<>(owners.keySet());
        turns.until(
                () -> {
                    turns.each(open.stream().sorted().collect(Collectors.toList()), this::readOnce);
                    open.removeIf(this::isDone);
                    return open.isEmpty() || history.nanos() > deadlineNanos;
                },
                PAUSE);
    }

    /** By order id; an order whose every reading went unanswered has such a call. */
    Map<String, Call> lastReads() {
        return lastReads;
    }

    private CompletableFuture<Void> readOnce(String orderId) {
        return calls.order(owners.get(orderId), orderId).thenAccept(answer -> {
            Call read = answer.call();
            // What was read once is not forgotten for an answer that did not come.
            if (read.isOk() || read.isNotFound() || !lastReads.containsKey(orderId)) {
                lastReads.put(orderId, read);
            }
            if (read.isNotFound()) {
                notFound.merge(orderId, 1, Integer::sum);
            } else {
                notFound.remove(orderId);
            }
        });
    }

    private boolean isDone(String orderId) {
        Call read = lastReads.get(orderId);
        if (read == null || read.seen() == null) {
            return notFound.getOrDefault(orderId, 0) >= NOT_FOUND_AT_LAST;
        }
        return OrderEnd.isOver(read.seen(), paidFor.contains(orderId))
                || OrderEnd.isLegallyOpen(read.seen(), deadlineNanos);
    }
}
