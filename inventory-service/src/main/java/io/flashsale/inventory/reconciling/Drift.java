package io.flashsale.inventory.reconciling;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** By how many units Redis and MySQL disagree about a sale, by the way they do; empty when they agree. */
record Drift(Map<Kind, Long> units) {

    /** How they can disagree. */
    enum Kind {
        /** A live order whose units Redis would sell again. */
        ORDER_WITHOUT_HOLD,
        /** A confirmed hold whose units nobody has and nobody gets. */
        HOLD_WITHOUT_ORDER,
        /** Sums that do not add up, within Redis or against MySQL. */
        FIGURES
    }

    static final Drift NONE = new Drift(Map.of());

    Drift {
        units = Collections.unmodifiableMap(units.isEmpty() ? new EnumMap<>(Kind.class) : new EnumMap<>(units));
    }

    boolean isNone() {
        return units.isEmpty();
    }

    long of(Kind kind) {
        return units.getOrDefault(kind, 0L);
    }

    Drift plus(Kind kind, long more) {
        if (more == 0) {
            return this;
        }
        Map<Kind, Long> sum = new EnumMap<>(Kind.class);
        sum.putAll(units);
        sum.merge(kind, more, Long::sum);
        return new Drift(sum);
    }
}
