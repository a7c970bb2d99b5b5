package io.flashsale.inventory.switching;

import java.time.Instant;
import java.util.List;

/**
 * A switch as operators see it.
 *
 * @param value what is in force
 * @param set somebody, or a rule, has set it; otherwise it is at its default and the rules may set it
 * @param version what {@code If-Match} takes; 0 for a switch that was never set
 * @param automatic the last change was a rule's
 * @param who who made the last change; null when there was none, and so are {@code why} and {@code when}
 * @param history the last changes, newest first
 */
record SwitchView(
        String name,
        String value,
        boolean set,
        long version,
        boolean automatic,
        String who,
        String why,
        Instant when,
        List<Line> history) {

    /** One change; its value is null where it put the switch back to its default. */
    record Line(String value, long version, boolean automatic, String who, String why, Instant when) {

        static Line of(SwitchState state) {
            return new Line(
                    state.value(), state.version(), state.automatic(), state.who(), state.why(), state.changedAt());
        }
    }

    static SwitchView of(Switch what, SwitchState state, List<SwitchState> history) {
        return new SwitchView(
                what.name(),
                state.isSet() ? state.value() : what.byDefault(),
                state.isSet(),
                state.version(),
                state.automatic(),
                state.who(),
                state.why(),
                state.version() == 0 ? null : state.changedAt(),
                history.stream().map(Line::of).toList());
    }
}
