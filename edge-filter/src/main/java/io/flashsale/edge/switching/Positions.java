package io.flashsale.edge.switching;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What all switches together mean for a click; made anew with every change and never changed, so that a click reads it
 * without a lock.
 *
 * <p>A value that this edge does not know counts as not set: a switch of a later version of the system must not take the
 * others with it.
 *
 * @param soldOut every sale is to be told "sold out"
 * @param soldOutSales sales that are
 * @param override of the line of every sale that has none of its own here
 * @param saleOverrides of single sales' lines, which go before that of all, also where they leave the line in force
 * @param filters by name; absent means on
 */
record Positions(
        boolean soldOut,
        Set<String> soldOutSales,
        AdmissionOverride override,
        Map<String, AdmissionOverride> saleOverrides,
        Map<String, FilterMode> filters) {

    static final Positions DEFAULTS = new Positions(false, Set.of(), AdmissionOverride.NONE, Map.of(), Map.of());

    private static final String LIMITS = "limits";

    static Positions of(Collection<SwitchEvent> switches) {
        boolean soldOut = false;
        AdmissionOverride override = AdmissionOverride.NONE;
        Set<String> soldOutSales = new HashSet<>();
        Map<String, AdmissionOverride> saleOverrides = new HashMap<>();
        Map<String, FilterMode> filters = new HashMap<>();
        for (SwitchEvent told : switches) {
            if (told.value() == null) {
                continue;
            }
            int colon = told.name().indexOf(':');
            String kind = colon < 0 ? told.name() : told.name().substring(0, colon);
            String subject = colon < 0 ? null : told.name().substring(colon + 1);
            switch (kind) {
                case "sold-out" -> {
                    boolean on = told.value().equals("on");
                    soldOut |= on && subject == null;
                    if (on && subject != null) {
                        soldOutSales.add(subject);
                    }
                }
                case "admission" -> {
                    AdmissionOverride read = AdmissionOverride.read(told.value(), told.automatic());
                    if (read != null && subject == null) {
                        override = read;
                    } else if (read != null) {
                        saleOverrides.put(subject, read);
                    }
                }
                // The limits have a switch of their own and one as a filter: the laxer of the two counts.
                case LIMITS -> merge(filters, LIMITS, told.value());
                case "filter" -> merge(filters, subject, told.value());
                default -> {
                    // A switch of a later version of the system.
                }
            }
        }
        return new Positions(
                soldOut, Set.copyOf(soldOutSales), override, Map.copyOf(saleOverrides), Map.copyOf(filters));
    }

    private static void merge(Map<String, FilterMode> filters, String filter, String value) {
        FilterMode mode = FilterMode.named(value);
        if (mode != null && filter != null) {
            filters.merge(filter, mode, FilterMode::orLaxer);
        }
    }
}
