package io.flashsale.inventory.degrading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flashsale.inventory.switching.SwitchState;
import io.flashsale.inventory.testing.MutableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instances that share nothing but the switches. */
class DegradationTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-15T10:00:00Z"));
    private final SharedTable table = new SharedTable(clock);
    private final Instance one = new Instance(Rules.OVERLOAD);
    private final Instance another = new Instance(Rules.OVERLOAD);

    /** A copy of the service and what it sees. */
    private final class Instance {
        private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        private final Degradation degradation;
        private double value;

        private Instance(Rule... rules) {
            degradation = new Degradation(table, metric -> value, Rules.config(rules), clock, metrics);
        }
    }

    @Test
    void overloadIsEnteredOnceAndLeftOnceHoweverManyInstancesLook() {
        sees(500, 500);
        goOn(Duration.ofSeconds(10));
        assertThat(table.find("admission").value()).isEqualTo("0.05");
        sees(0, 0);
        goOn(Duration.ofSeconds(10));
        assertThat(table.find("admission").value()).isNull();

        assertThat(table.history).extracting(SwitchState::value).containsExactly("0.05", null);
        assertThat(table.history).allMatch(SwitchState::automatic);
        assertThat(table.history).allMatch(state -> state.who().equals("rule:overload"));
        assertThat(table.history)
                .extracting(SwitchState::why)
                .containsExactly(
                        "edge-overloaded-per-second at 50.00 or more for 2000 ms, now 500.00",
                        "edge-overloaded-per-second below 5.00 for 5000 ms, now 0.00");
    }

    @Test
    void whatARuleHasSetThatIsConfiguredNoMoreIsPutBackAtTheStart() {
        sees(500, 500);
        goOn(Duration.ofSeconds(10));
        table.byHand("sold-out", "on");
        new Instance(Rules.OVERLOAD).degradation.lookAtAll();
        assertThat(table.find("admission").value()).as("the rule is there").isEqualTo("0.05");
        new Instance().degradation.lookAtAll();
        assertThat(table.find("admission").value()).isNull();
        assertThat(table.find("admission").why()).isEqualTo("the rule is gone");
        assertThat(table.find("sold-out").value()).as("set by hand").isEqualTo("on");
    }

    @Test
    void whatARuleHasSetThatNowSetsAnotherSwitchIsPutBackAtTheStart() {
        sees(500, 500);
        goOn(Duration.ofSeconds(10));
        assertThat(table.find("admission").value()).isEqualTo("0.05");
        new Instance(Rules.overload("overload", "sold-out", "on")).degradation.lookAtAll();
        assertThat(table.find("admission").value()).isNull();
    }

    @Test
    void oneInstanceThatSeesTheReasonIsEnough() {
        sees(500, 0);
        goOn(Duration.ofSeconds(60));
        assertThat(table.find("admission").value()).isEqualTo("0.05");
        assertThat(table.history).as("the calm one leaves it alone").hasSize(1);
        sees(0, 0);
        goOn(Duration.ofSeconds(4));
        assertThat(table.find("admission").value()).isEqualTo("0.05");
        goOn(Duration.ofSeconds(3));
        assertThat(table.find("admission").value()).isNull();
    }

    @Test
    void anInstanceThatDiesDoesNotHoldTheSwitchForEver() {
        sees(500, 0);
        goOn(Duration.ofSeconds(5));
        for (int i = 0; i < 40; i++) {
            clock.advance(Duration.ofMillis(250));
            another.degradation.lookAtAll();
        }
        assertThat(table.find("admission").value()).isNull();
    }

    @Test
    void whatAPersonHasSetTheRuleLeavesAloneUntilItIsHandedBack() {
        table.byHand("admission", "auto");
        sees(500, 500);
        goOn(Duration.ofSeconds(60));
        assertThat(table.find("admission").value()).isEqualTo("auto");

        table.byHand("admission", null);
        goOn(Duration.ofSeconds(1));
        assertThat(table.find("admission").value()).isEqualTo("0.05");
    }

    @Test
    void whatARuleHasSetAPersonMayChangeAndThenItIsThePersons() {
        sees(500, 500);
        goOn(Duration.ofSeconds(3));
        table.byHand("admission", "0.5");
        goOn(Duration.ofSeconds(10));
        sees(0, 0);
        goOn(Duration.ofSeconds(60));
        assertThat(table.find("admission").value()).isEqualTo("0.5");
        assertThat(table.find("admission").automatic()).isFalse();
    }

    @Test
    void aRuleLeavesAloneWhatAnotherRuleHasSet() {
        Instance withTwo = new Instance(
                Rules.overload("first", "admission", "0.05"), Rules.overload("second", "admission", "0.5"));
        withTwo.value = 500;
        for (int i = 0; i < 100; i++) {
            clock.advance(Duration.ofMillis(250));
            withTwo.degradation.lookAtAll();
        }
        assertThat(table.history).hasSize(1);
        assertThat(table.find("admission").who()).isEqualTo("rule:first");
    }

    @Test
    void goesOnOneValueAtATimeHoweverManyInstancesLookAndStaysAtTheLast() {
        Instance first = new Instance(Rules.overload("overload", "admission", "0.5", "0.25", "0.1"));
        Instance second = new Instance(Rules.overload("overload", "admission", "0.5", "0.25", "0.1"));
        first.value = 500;
        second.value = 500;
        for (long millis = 0; millis < 30_000; millis += 250) {
            clock.advance(Duration.ofMillis(250));
            first.degradation.lookAtAll();
            second.degradation.lookAtAll();
        }
        assertThat(table.history).extracting(SwitchState::value).containsExactly("0.5", "0.25", "0.1");
        assertThat(Duration.between(
                        table.history.get(0).changedAt(), table.history.get(1).changedAt()))
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void whatAPersonHasSetToAValueOfTheRuleIsStillThePersons() {
        table.byHand("admission", "0.5");
        Instance halving = new Instance(Rules.overload("overload", "admission", "0.5", "0.25"));
        halving.value = 500;
        for (int i = 0; i < 100; i++) {
            clock.advance(Duration.ofMillis(250));
            halving.degradation.lookAtAll();
        }
        assertThat(table.history).hasSize(1);
    }

    @Test
    void aRuleThatIsNotEnabledDoesNothing() {
        Degradation without = new Degradation(
                table,
                metric -> 500,
                Rules.config(Map.of("overload", Rules.config(Rules.OVERLOAD, false))),
                clock,
                new SimpleMeterRegistry());
        for (int i = 0; i < 100; i++) {
            clock.advance(Duration.ofMillis(250));
            without.lookAtAll();
        }
        assertThat(table.history).isEmpty();
    }

    /** Whatever the instances see and people do: no person's value is ever replaced by a rule. */
    @Test
    void manualBeatsAutomaticWhateverHappens() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            clock.advance(Duration.ofMillis(random.nextInt(600)));
            if (random.nextInt(40) == 0) {
                sees(500 * random.nextInt(2), 20 * random.nextInt(3));
            }
            if (random.nextInt(200) == 0) {
                table.byHand("admission", random.nextBoolean() ? "0.9" : null);
            }
            (random.nextBoolean() ? one : another).degradation.lookAtAll();
        }
        long automatic = table.history.stream().filter(SwitchState::automatic).count();
        assertThat(automatic).as("the rule did something").isGreaterThan(20);
        for (int i = 1; i < table.history.size(); i++) {
            SwitchState before = table.history.get(i - 1);
            SwitchState state = table.history.get(i);
            if (state.automatic()) {
                assertThat(before.automatic() || !before.isSet())
                        .as("%s after %s", state, before)
                        .isTrue();
            }
        }
    }

    @Test
    void whatTheRuleSeesIsAMetric() {
        sees(42, 0);
        one.degradation.lookAtAll();
        assertThat(one.metrics
                        .get("flashsale.rule.value")
                        .tag("rule", "overload")
                        .gauge()
                        .value())
                .isEqualTo(42);
    }

    @ParameterizedTest
    @CsvSource({
        "Overload, admission, 0.05, name must be",
        "overload, identity, off, action must be",
        "overload, filter:identity, off, action names a filter that cannot be switched off",
        "overload, admission, 2, value is none that admission takes",
        "overload, admission, 0.5/2, value is none that admission takes",
        "overload, admission, 0.5/0.5, value must not name one twice",
        "overload, sold-out, report-only, value is none that sold-out takes"
    })
    void aRuleThatMakesNoSenseIsNamedAtTheStart(String name, String action, String value, String message) {
        DegradingConfig.RuleConfig wrong =
                new WrongRule(Rules.config(Rules.OVERLOAD, true), action, List.of(value.split("/")));
        assertThatThrownBy(() -> Rule.of(name, wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("flashsale.degradation.rules." + name)
                .hasMessageContaining(message);
    }

    private void sees(double first, double second) {
        one.value = first;
        another.value = second;
    }

    private void goOn(Duration time) {
        for (long millis = 0; millis < time.toMillis(); millis += 250) {
            clock.advance(Duration.ofMillis(250));
            one.degradation.lookAtAll();
            another.degradation.lookAtAll();
        }
    }

    /** A rule of the configuration with another action. */
    private record WrongRule(DegradingConfig.RuleConfig like, String action, List<String> values)
            implements DegradingConfig.RuleConfig {

        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public LoadMetric metric() {
            return like.metric();
        }

        @Override
        public double threshold() {
            return like.threshold();
        }

        @Override
        public Duration holdsFor() {
            return like.holdsFor();
        }

        @Override
        public double recoverBelow() {
            return like.recoverBelow();
        }

        @Override
        public Duration calmFor() {
            return like.calmFor();
        }
    }
}
