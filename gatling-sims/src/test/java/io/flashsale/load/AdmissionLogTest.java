package io.flashsale.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AdmissionLogTest {
    private static final String RULE = "rule:edges-overloaded";
    private final AdmissionLog log = new AdmissionLog();

    @Test
    void tellsWhenTheRuleHasLoweredTheLineAndPutItBack() {
        log.saw("1", "auto", "operator", at(0));
        log.saw("2", "0.5", RULE, at(2));
        log.saw("2", "0.5", RULE, at(2));
        log.saw("3", "0.25", RULE, at(4));
        assertThat(log.leftAt()).isEmpty();
        log.saw("4", "auto", RULE, at(40));

        assertThat(log.enteredAt()).contains(Instant.parse(at(2)));
        assertThat(log.leftAt()).contains(Instant.parse(at(40)));
        assertThat(log.values()).containsExactly("0.5", "0.25", "auto");
    }

    @Test
    void whatAPersonSetsIsNoDegradation() {
        log.saw("1", "0.5", "operator", at(0));
        log.saw("2", "auto", "operator", at(1));
        assertThat(log.enteredAt()).isEmpty();
        assertThat(log.leftAt()).isEmpty();
    }

    @Test
    void aLineThatWasLoweredAgainIsNotBack() {
        log.saw("1", "0.5", RULE, at(0));
        log.saw("2", "auto", RULE, at(1));
        log.saw("3", "0.5", RULE, at(2));
        assertThat(log.leftAt()).isEmpty();
    }

    private static String at(int second) {
        return Instant.EPOCH.plusSeconds(second).toString();
    }
}
