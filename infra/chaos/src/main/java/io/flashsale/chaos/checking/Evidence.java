package io.flashsale.chaos.checking;

import io.flashsale.chaos.history.Call;
import io.flashsale.chaos.history.CallKind;
import io.flashsale.chaos.history.FinalReads;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A history, sorted by orders and by buyers, with what is allowed to be missing from it. */
final class Evidence {

    private final List<Call> calls;
    private final FinalReads finalReads;
    private final int stock;
    private final Allowances allowances;
    private final Map<String, OrderStory> stories = new LinkedHashMap<>();
    private final Map<String, List<OrderStory>> byBuyer = new HashMap<>();
    private final Map<String, List<Call>> buys = new LinkedHashMap<>();

    Evidence(List<Call> history, FinalReads finalReads, int stock, Allowances allowances) {
        this.calls = history.stream()
                .sorted(Comparator.comparingLong(Call::endNanos))
                .toList();
        this.finalReads = finalReads;
        this.stock = stock;
        this.allowances = allowances;
        calls.forEach(this::sort);
        stories.values().removeIf(story -> !story.wasShown());
        stories.values().forEach(story -> byBuyer.computeIfAbsent(story.buyer(), buyer -> new ArrayList<>())
                .add(story));
    }

    private void sort(Call call) {
        if (call.kind().isBuy()) {
            buys.computeIfAbsent(call.buyer(), buyer -> new ArrayList<>()).add(call);
        }
        String orderId = call.seen() != null ? call.seen().orderId() : call.orderId();
        if (orderId != null && call.kind() != CallKind.LIST) {
            stories.computeIfAbsent(
                            orderId,
                            id -> new OrderStory(id, finalReads.orders().get(id)))
                    .add(call);
        }
    }

    /** All calls in the order of their ends. */
    List<Call> calls() {
        return calls;
    }

    /** Every order that a buyer was ever told of. */
    Collection<OrderStory> stories() {
        return stories.values();
    }

    List<OrderStory> storiesOf(String buyer) {
        return byBuyer.getOrDefault(buyer, List.of());
    }

    /** Each buyer's Buys in the order of their ends. */
    Map<String, List<Call>> buysByBuyer() {
        return buys;
    }

    /** Whether the order was the system's to keep; an id that was never shown is not. */
    boolean isKept(String orderId) {
        OrderStory story = stories.get(orderId);
        return story != null && story.isKept();
    }

    FinalReads finalReads() {
        return finalReads;
    }

    int stock() {
        return stock;
    }

    Allowances allowances() {
        return allowances;
    }
}
