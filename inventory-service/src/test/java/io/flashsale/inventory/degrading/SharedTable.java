package io.flashsale.inventory.degrading;

import io.flashsale.inventory.switching.Change;
import io.flashsale.inventory.switching.SwitchState;
import io.flashsale.inventory.switching.SwitchTable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The switches of several instances in memory, with the compare-and-set of the real ones. */
final class SharedTable implements SwitchTable {

    final List<SwitchState> history = new ArrayList<>();
    private final Map<String, SwitchState> states = new HashMap<>();
    private final Clock clock;

    SharedTable(Clock clock) {
        this.clock = clock;
    }

    @Override
    public SwitchState find(String name) {
        return states.getOrDefault(name, SwitchState.untouched(name));
    }

    @Override
    public Optional<SwitchState> change(Change change, long version) {
        String name = change.what().name();
        if (find(name).version() != version) {
            return Optional.empty();
        }
        SwitchState next = new SwitchState(
                name,
                change.value(),
                version + 1,
                change.automatic(),
                change.who(),
                change.why(),
                clock.instant(),
                clock.instant());
        states.put(name, next);
        history.add(next);
        return Optional.of(next);
    }

    @Override
    public List<SwitchState> setByRules() {
        return states.values().stream()
                .filter(state -> state.isSet() && state.automatic())
                .toList();
    }

    @Override
    public void stillNeeded(SwitchState state) {
        states.computeIfPresent(
                state.name(),
                (name, present) -> present.version() != state.version()
                        ? present
                        : new SwitchState(
                                name,
                                present.value(),
                                present.version(),
                                present.automatic(),
                                present.who(),
                                present.why(),
                                present.changedAt(),
                                clock.instant()));
    }

    /** A person sets a switch. */
    void byHand(String name, String value) {
        change(
                new Change(io.flashsale.inventory.switching.Switch.named(name), value, false, "operator", "by hand"),
                find(name).version());
    }
}
