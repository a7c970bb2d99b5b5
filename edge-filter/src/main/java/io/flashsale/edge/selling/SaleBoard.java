package io.flashsale.edge.selling;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.Sale;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
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

    private static final int MOST_SALES = 1_000;

    private final Map<String, SaleMemory> sales = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<SaleMemory>> awaited = new ConcurrentHashMap<>();
    private final MeterRegistry metrics;
    private final Clock clock;

    SaleBoard(MeterRegistry metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    /** What is remembered of a sale; null when it is not known here. */
    public SaleMemory find(String saleId) {
        return sales.get(saleId);
    }

    /** Every sale that is remembered. */
    public Collection<SaleMemory> all() {
        return sales.values();
    }

    /** Completes once the sale is known here; the caller bounds its patience. */
    public CompletionStage<SaleMemory> whenKnown(String saleId) {
        CompletableFuture<SaleMemory> known = awaited.computeIfAbsent(saleId, id -> new CompletableFuture<>());
        Optional.ofNullable(sales.get(saleId)).ifPresent(known::complete);
        return known.whenComplete((memory, e) -> awaited.remove(saleId, known));
    }

    /** Takes in what the feed tells. */
    public void hear(Sale told) {
        long now = clock.millis();
        SaleMemory memory = sales.get(told.saleId());
        if (memory == null) {
            memory = new SaleMemory(told, now);
            forgetOneIfFull();
            sales.put(told.saleId(), memory);
            count(told.saleId(), memory);
        } else {
            memory.hear(told, now);
        }
        CompletableFuture<SaleMemory> waiting = awaited.get(told.saleId());
        if (waiting != null) {
            waiting.complete(memory);
        }
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
        metrics.find(CLICKS).tag("sale", saleId).meters().forEach(metrics::remove);
    }

    private void count(String saleId, SaleMemory memory) {
        register(saleId, "accepted", "none", memory, SaleMemory::acceptedCount);
        for (DropReason reason : DropReason.values()) {
            register(saleId, "dropped", reason.label(), memory, m -> m.droppedCount(reason));
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
