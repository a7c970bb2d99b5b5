package io.flashsale.inventory.switching;

import io.flashsale.inventory.timing.Rounds;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Flips switches: MySQL first, then everybody is told.
 *
 * <p>Telling is repeated, by every instance, because a send after a commit can be lost: what was changed lately every
 * second, everything every ten. Versions make that harmless.
 */
@Singleton
public class Switches implements SwitchTable {

    private static final Logger LOG = Logger.getLogger(Switches.class);
    private static final int TRIES = 5;

    private final SwitchRepository repository;
    private final SwitchPublisher publisher;
    private final SwitchMetrics metrics;
    private final SwitchingConfig config;
    private final Clock clock;
    /** While the broker is away one repetition of each waits, not one for every round. */
    private final Set<String> beingTold = ConcurrentHashMap.newKeySet();

    private Instant allDue = Instant.MIN;
    private boolean reachable = true;

    Switches(
            SwitchRepository repository,
            SwitchPublisher publisher,
            SwitchMetrics metrics,
            SwitchingConfig config,
            Clock clock) {
        this.repository = repository;
        this.publisher = publisher;
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent startup, Rounds rounds) {
        rounds.every(config.repeatPause(), "Telling of the switches", this::tellRegularly);
    }

    @Override
    public SwitchState find(String name) {
        return repository.find(name);
    }

    @Override
    public List<SwitchState> setByRules() {
        return repository.setByRules().stream()
                .filter(state -> Switch.find(state.name()).isPresent())
                .toList();
    }

    @Override
    public void stillNeeded(SwitchState state) {
        repository.stillNeeded(state);
    }

    /** Blocks on MySQL and, for a second at most, on Kafka. */
    @Override
    public Optional<SwitchState> change(Change change, long version) {
        Optional<SwitchState> changed = repository.change(change, version);
        changed.ifPresent(state -> {
            LOG.infof(
                    "Switch %s is %s by %s: %s",
                    state.name(), state.isSet() ? state.value() : "at its default", state.who(), state.why());
            metrics.flipped(state);
            publisher.publishNow(state);
        });
        return changed;
    }

    /** Sets a switch whatever its version is; empty when others are always first. */
    Optional<SwitchState> change(Change change) {
        for (int i = 0; i < TRIES; i++) {
            Optional<SwitchState> changed =
                    change(change, repository.find(change.what().name()).version());
            if (changed.isPresent()) {
                return changed;
            }
        }
        return Optional.empty();
    }

    private void tellRegularly() {
        try {
            tellAgain();
            reachable = true;
        } catch (RuntimeException e) {
            if (reachable) {
                LOG.warnf("Cannot read the switches, telling of them goes on later: %s", e.getMessage());
            }
            reachable = false;
        }
    }

    private void tellAgain() {
        Instant now = clock.instant();
        boolean all = !now.isBefore(allDue);
        List<SwitchState> states = repository.mostImportant(config.mostSwitches());
        metrics.show(states);
        if (all) {
            allDue = now.plus(config.repeatAllEvery());
        }
        Instant lately = now.minus(config.repeatFor());
        states.stream()
                .filter(state -> all || state.changedAt().isAfter(lately))
                .forEach(this::tellAgain);
    }

    private void tellAgain(SwitchState state) {
        if (!beingTold.add(state.name())) {
            return;
        }
        publisher.publish(state).subscribe().with(sent -> beingTold.remove(state.name()), e -> {
            beingTold.remove(state.name());
            LOG.debugf("Nobody could be told of switch %s: %s", state.name(), e.getMessage());
        });
    }
}
