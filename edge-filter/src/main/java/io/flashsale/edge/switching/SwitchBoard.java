package io.flashsale.edge.switching;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * The edge's memory of the operator's switches, fed by {@code flashsale.switches.v1}. Whatever becomes of the feed, what
 * was heard last stays in force; what was never heard of is at its default.
 *
 * <p>Questions cost a volatile read and at most a look into a small map, and allocate nothing. Bounded: beyond {@value
 * #MOST_SWITCHES} switches one that is back at its default makes room; a further one without such room is passed over and
 * counted.
 */
@Singleton
public final class SwitchBoard {

    static final int MOST_SWITCHES = 2_000;

    /** Oldest first. Touched under this object's lock only. */
    private final Map<String, SwitchEvent> newest = new LinkedHashMap<>();

    private final Counter passedOver;
    private volatile Positions positions = Positions.DEFAULTS;
    private volatile BooleanSupplier known = () -> true;

    SwitchBoard(MeterRegistry metrics) {
        this.passedOver = metrics.counter("flashsale.edge.switches.passed.over");
        Gauge.builder("flashsale.edge.switches.set", this, SwitchBoard::countSet)
                .description("Switches that are not at their default, as this edge knows them")
                .register(metrics);
    }

    /**
     * Whether the switches are known: false in an edge that has just been started and may have missed one that is set, until
     * it has read what there was.
     */
    public boolean isKnown() {
        return known.getAsBoolean();
    }

    /** The switches are not known before this says so; it stays so then. */
    void knownOnce(BooleanSupplier isRead) {
        known = () -> {
            boolean read = isRead.getAsBoolean();
            if (read) {
                known = () -> true;
            }
            return read;
        };
    }

    /** Whether every click on the sale is to be told "sold out": a switch of all sales or of this one is on. */
    public boolean isSoldOut(String saleId) {
        Positions now = positions;
        return now.soldOut() || now.soldOutSales().contains(saleId);
    }

    /**
     * The line in force for a sale whose own would be this, both from 0 to 1. The switch of the sale goes before that of
     * all sales, also where it says {@code auto}.
     */
    public double lineInForce(String saleId, double own) {
        Positions now = positions;
        return now.saleOverrides().getOrDefault(saleId, now.override()).over(own);
    }

    /** How much the filter has to say. */
    public FilterMode modeOf(String filter) {
        FilterMode mode = positions.filters().get(filter);
        return mode == null ? FilterMode.ON : mode;
    }

    /** Takes in what was told of a switch; a repetition or an older event changes nothing. */
    synchronized void hear(SwitchEvent told) {
        SwitchEvent known = newest.get(told.name());
        if (known != null && known.version() >= told.version()) {
            return;
        }
        if (known == null && newest.size() >= MOST_SWITCHES && !makeRoom()) {
            passedOver.increment();
            return;
        }
        newest.put(told.name(), told);
        positions = Positions.of(newest.values());
    }

    private boolean makeRoom() {
        return newest.values().stream()
                .filter(known -> known.value() == null)
                .findFirst()
                .map(known -> newest.remove(known.name()))
                .isPresent();
    }

    private synchronized double countSet() {
        return newest.values().stream().filter(known -> known.value() != null).count();
    }
}
