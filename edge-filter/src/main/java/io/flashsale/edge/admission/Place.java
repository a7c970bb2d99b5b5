package io.flashsale.edge.admission;

import io.flashsale.edge.switching.FilterMode;
import io.flashsale.edge.switching.SwitchBoard;

/**
 * A filter's place in the chain: what the operator calls it, and whether it may be switched off or to report only.
 *
 * @param name as in the switch {@code filter:NAME}; it never changes
 * @param isFixed nobody may do without it: it is asked whatever a switch says
 */
record Place(String name, ClickFilter filter, boolean isFixed) {

    /** A filter that is always asked. */
    static Place fixed(String name, ClickFilter filter) {
        return new Place(name, filter, true);
    }

    /** A filter that its switch may turn off or to report only. */
    static Place switched(String name, ClickFilter filter) {
        return new Place(name, filter, false);
    }

    /** Null to let the click pass, or how it is turned away; what a filter only reports is counted and passes. */
    Drop test(BuyClick click, SwitchBoard switches) {
        FilterMode mode = isFixed ? FilterMode.ON : switches.modeOf(name);
        if (mode == FilterMode.OFF) {
            return null;
        }
        Drop drop = filter.test(click);
        if (drop == null) {
            return null;
        }
        if (mode == FilterMode.REPORT_ONLY) {
            click.memory().wouldHaveDropped(drop.reason());
            return null;
        }
        filter.turnedAway(click);
        return drop;
    }
}
