package io.flashsale.inventory.switching;

import io.flashsale.inventory.publishing.Traceparent;
import java.time.Instant;
import java.util.UUID;

/** One version of a switch, as {@code flashsale.switches.v1} carries it. Its time is that of the change, however late told. */
record SwitchChanged(
        String id,
        String type,
        Instant time,
        String traceparent,
        String name,
        String value,
        long version,
        String who,
        String why,
        boolean automatic) {

    static SwitchChanged of(SwitchState state) {
        return new SwitchChanged(
                UUID.randomUUID().toString(),
                "SwitchChanged",
                state.changedAt(),
                Traceparent.next(),
                state.name(),
                state.value(),
                state.version(),
                state.who(),
                state.why(),
                state.automatic());
    }
}
