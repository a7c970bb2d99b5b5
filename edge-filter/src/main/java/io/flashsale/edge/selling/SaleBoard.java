package io.flashsale.edge.selling;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.Sale;
import io.flashsale.edge.contending.ContenderBook;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * The edge's memory of sales, fed by {@code flashsale.sales.v1}; every decision on a click reads from here alone.
 *
 * <p>Bounded: beyond {@value #MOST_SALES} sales the one that closed first is forgotten.
 */
@Singleton
public final class SaleBoard {

    /** The metric of Buy clicks, by {@code sale}, {@code outcome} and {@code reason}. */
    public static final String CLICKS = "flashsale.edge.clicks";

    /** The metric of clicks that a filter would have turned away, had it not been switched to report only. */
    public static final String WOULD_DROP = "flashsale.edge.would.drop";

    private static final int MOST_SALES = 1_000;

    private final Map<String, SaleMemory> sales = new ConcurrentHashMap<>();
    /** Who waits for which sale: a few operators' calls, each for as long as its patience lasts. */
    private final Map<CompletableFuture<SaleMemory>, String> awaited = new ConcurrentHashMap<>();

    private final ContenderBook contenders;
    private final MeterRegistry metrics;
    private final Clock clock;
    private volatile boolean complete;

    SaleBoard(ContenderBook contenders, MeterRegistry metrics, Clock clock) {
        this.contenders = contenders;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Every sale that there was at the start has been told of. */
    public void complete() {
        complete = true;
    }

    /** Whether a sale that is not known here is no sale; not before the edge has read of all that there were. */
    public boolean isComplete() {
        return complete;
    }

    /** What is remembered of a sale; null when it is not known here. */
    public SaleMemory find(String saleId) {
        return sales.get(saleId);
    }

    /** Every sale that is remembered. */
    public Collection<SaleMemory> all() {
        return sales.values();
    }

    /** Completes once the sale is known here, or fails with a timeout when it is not known in time. */
    public CompletionStage<SaleMemory> whenKnown(String saleId, Duration patience) {
        CompletableFuture<SaleMemory> known = new CompletableFuture<>();
        awaited.put(known, saleId);
        SaleMemory already = sales.get(saleId);
        if (already != null) {
            known.complete(already);
        }
        return known.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((memory, e) -> awaited.remove(known));
    }

    int waitingCalls() {
        return awaited.size();
    }

    /** Takes in what was told of a sale; one at a time, because the feed and the replay at the start may both tell. */
    public synchronized void hear(Sale told) {
        long now = clock.millis();
        SaleMemory memory = sales.get(told.saleId());
        if (memory == null) {
            forgetOneIfFull();
            memory = new SaleMemory(told, now, contenders.open(told.saleId()));
            sales.put(told.saleId(), memory);
            count(told.saleId(), memory);
        } else {
            memory.hear(told, now);
        }
        tellWaiting(told.saleId(), memory);
    }

    private void tellWaiting(String saleId, SaleMemory memory) {
        awaited.forEach((waiting, awaitedId) -> {
            if (awaitedId.equals(saleId)) {
                waiting.complete(memory);
            }
        });
    }

    private void forgetOneIfFull() {
        if (sales.size() >= MOST_SALES) {
            sales.values().stream()
                    .map(SaleMemory::sale)
                    .min(Comparator.comparing(Sale::closesAt))
                    .ifPresent(oldest -> forget(oldest.saleId()));
        }
    }

    private void forget(String saleId) {
        sales.remove(saleId);
        contenders.forget(saleId);
        metrics.find(CLICKS).tag("sale", saleId).meters().forEach(metrics::remove);
        metrics.find(WOULD_DROP).tag("sale", saleId).meters().forEach(metrics::remove);
    }

    private void count(String saleId, SaleMemory memory) {
        register(saleId, "accepted", "none", memory, SaleMemory::acceptedCount);
        for (DropReason reason : DropReason.values()) {
            register(saleId, "dropped", reason.label(), memory, m -> m.droppedCount(reason));
            FunctionCounter.builder(WOULD_DROP, memory, m -> m.wouldHaveDroppedCount(reason))
                    .description("Clicks that passed a filter which only reports and would have been turned away")
                    .tag("sale", saleId)
                    .tag("reason", reason.label())
                    .register(metrics);
        }
    }

    private void register(
            String saleId, String outcome, String reason, SaleMemory memory, ToDoubleFunction<SaleMemory> value) {
        FunctionCounter.builder(CLICKS, memory, value)
                .description("Buy clicks by what became of them")
                .tag("sale", saleId)
                .tag("outcome", outcome)
                .tag("reason", reason)
                .register(metrics);
    }
}
