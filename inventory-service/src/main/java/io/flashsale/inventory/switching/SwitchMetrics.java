package io.flashsale.inventory.switching;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.util.List;

/** How often switches are flipped and by whom, and how those stand that were ever set. */
@Singleton
final class SwitchMetrics {

    private final MeterRegistry metrics;
    private final MultiGauge positions;

    SwitchMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
        this.positions = MultiGauge.builder("flashsale.switch.position")
                .description("on 1, report-only 0.5, off 0; an override of the line as it is, NaN for auto")
                .register(metrics);
    }

    /** Counts a flip that this instance has made; those of single sales together, because counters are kept for ever. */
    void flipped(SwitchState state) {
        Counter.builder("flashsale.switch.flips")
                .description("Changes of switches that this instance has made")
                .tag("switch", Switch.named(state.name()).kind())
                .tag("by", state.who())
                .register(metrics)
                .increment();
    }

    /** Shows these and no others. */
    void show(List<SwitchState> states) {
        positions.register(
                states.stream()
                        .map(state -> Row.of(Tags.of("switch", state.name()), position(state)))
                        .toList(),
                true);
    }

    static double position(SwitchState state) {
        try {
            String value =
                    state.isSet() ? state.value() : Switch.named(state.name()).byDefault();
            return switch (value) {
                case "on" -> 1;
                case "report-only" -> 0.5;
                case "off" -> 0;
                case "auto" -> Double.NaN;
                default -> Double.parseDouble(value);
            };
        } catch (IllegalArgumentException e) {
            // Set by another version of this service.
            return Double.NaN;
        }
    }
}
