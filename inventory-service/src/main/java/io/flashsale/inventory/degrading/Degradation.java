package io.flashsale.inventory.degrading;

import io.flashsale.inventory.degrading.RuleState.InForce;
import io.flashsale.inventory.degrading.RuleState.Verdict;
import io.flashsale.inventory.switching.Change;
import io.flashsale.inventory.switching.Switch;
import io.flashsale.inventory.switching.SwitchState;
import io.flashsale.inventory.switching.SwitchTable;
import io.flashsale.inventory.timing.Rounds;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Flips switches by the rules, and back.
 *
 * <p>Every instance goes by what it knows itself; the switch in MySQL is what they share. Whoever sees a reason sets it,
 * the compare-and-set lets one of them win, and it stays set until nobody has seen the reason for a while: an instance
 * that still sees it says so in the switch's row. So no instance has to be the one that decides, and none has to tell
 * another what it sees. Manual beats automatic: a rule sets only a switch that is at its default and puts back only what
 * it has set itself.
 */
@Singleton
public class Degradation {

    private static final Logger LOG = Logger.getLogger(Degradation.class);

    private final SwitchTable switches;
    private final Load load;
    private final Clock clock;
    private final List<Watched> rules;
    private boolean started;
    private boolean reachable = true;

    /** A rule with what was seen of it. */
    private static final class Watched {
        private final Rule rule;
        private final RuleState state;
        private volatile double value = Double.NaN;

        private Watched(Rule rule, Duration longestGap) {
            this.rule = rule;
            this.state = new RuleState(rule, longestGap);
        }
    }

    Degradation(SwitchTable switches, Load load, DegradingConfig config, Clock clock, MeterRegistry metrics) {
        this.switches = switches;
        this.load = load;
        this.clock = clock;
        this.rules = config.rules().entrySet().stream()
                .filter(entry -> entry.getValue().enabled())
                .map(entry -> new Watched(Rule.of(entry.getKey(), entry.getValue()), config.longestGap()))
                .toList();
        for (Watched watched : rules) {
            Gauge.builder("flashsale.rule.value", watched, one -> one.value)
                    .description("What a rule of automatic degradation goes by, as this instance sees it")
                    .tag("rule", watched.rule.name())
                    .register(metrics);
        }
    }

    void start(@Observes StartupEvent startup, Rounds rounds, DegradingConfig config) {
        rounds.every(config.pause(), "Watching the load", this::lookRegularly);
    }

    private void lookRegularly() {
        try {
            lookAtAll();
            reachable = true;
        } catch (RuntimeException e) {
            if (reachable) {
                LOG.warnf("No switch can be flipped automatically for now: %s", e.getMessage());
            }
            reachable = false;
        }
    }

    void lookAtAll() {
        if (!started) {
            putBackWhatNoRuleHolds();
            started = true;
        }
        // Each metric once, for some tell what has happened since they were asked last.
        Map<LoadMetric, Double> values = new EnumMap<>(LoadMetric.class);
        for (Watched watched : rules) {
            watched.value = values.computeIfAbsent(watched.rule.metric(), load::of);
        }
        rules.forEach(this::look);
    }

    /** A rule that is configured no more, or for another switch, puts nothing back itself: it would be held for ever. */
    private void putBackWhatNoRuleHolds() {
        for (SwitchState state : switches.setByRules()) {
            if (rules.stream().noneMatch(watched -> watched.rule.holds(state))) {
                Switch what = Switch.named(state.name());
                switches.change(Change.byRule(what, null, state.who(), "the rule is gone"), state.version());
            }
        }
    }

    private void look(Watched watched) {
        Rule rule = watched.rule;
        double value = watched.value;
        SwitchState present = switches.find(rule.action().name());
        Optional<String> next = present.isSet() ? rule.valueAfter(present.value()) : Optional.empty();
        InForce inForce = present.isSetBy(rule.who())
                ? new InForce(present.changedAt(), present.neededAt(), next.isEmpty())
                : null;
        Verdict verdict = watched.state.look(value, clock.instant(), inForce);
        switch (verdict) {
            case ENTER -> {
                if (!present.isSet()) {
                    switches.change(rule.enter(rule.values().get(0), value), present.version());
                }
            }
            case GO_ON -> switches.change(rule.enter(next.orElseThrow(), value), present.version());
            case STAY -> switches.stillNeeded(present);
            case LEAVE -> switches.change(rule.leave(value), present.version());
            case NOTHING -> {
                // Neither high nor calm for long enough.
            }
        }
    }
}
