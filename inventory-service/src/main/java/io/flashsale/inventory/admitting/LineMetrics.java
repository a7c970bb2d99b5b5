package io.flashsale.inventory.admitting;

import io.flashsale.inventory.Sale;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The line and the demand of every sale that is not over. */
@Singleton
final class LineMetrics {

    private final LineHistory history;
    private final MeterRegistry metrics;
    private final Map<String, List<Meter>> bySale = new ConcurrentHashMap<>();

    LineMetrics(LineHistory history, MeterRegistry metrics) {
        this.history = history;
        this.metrics = metrics;
    }

    /** Shows these sales and no others. */
    void follow(Collection<Sale> sales, ToDoubleFunction<String> demand) {
        for (Sale sale : sales) {
            bySale.computeIfAbsent(sale.id(), id -> List.of(line(id), demand(id, demand)));
        }
        Set<String> shown = sales.stream().map(Sale::id).collect(Collectors.toSet());
        bySale.entrySet().removeIf(entry -> {
            boolean over = !shown.contains(entry.getKey());
            if (over) {
                entry.getValue().forEach(metrics::remove);
            }
            return over;
        });
    }

    private Meter line(String saleId) {
        return Gauge.builder("flashsale.line", () -> history.last(saleId).line())
                .description("The share of buyers who may buy")
                .tag("sale", saleId)
                .register(metrics);
    }

    private Meter demand(String saleId, ToDoubleFunction<String> demand) {
        return Gauge.builder("flashsale.demand", () -> demand.applyAsDouble(saleId))
                .description("Different buyers who have clicked, as the edges tell; counted while the line can rise")
                .tag("sale", saleId)
                .register(metrics);
    }
}
