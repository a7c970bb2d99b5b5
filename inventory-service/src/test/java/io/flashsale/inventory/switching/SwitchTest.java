package io.flashsale.inventory.switching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flashsale.problem.ProblemException;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SwitchTest {

    @ParameterizedTest
    @CsvSource({
        "sold-out, off",
        "sold-out:k3v9x2ma, off",
        "admission, auto",
        "admission:k3v9x2ma, auto",
        "limits, on",
        "filter:stock, on",
        "filter:limits, on",
        "filter:bot-score, on",
        "filter:admission, on",
        "filter:concurrency, on"
    })
    void hasADefault(String name, String byDefault) {
        assertThat(Switch.named(name).byDefault()).isEqualTo(byDefault);
        assertThat(Switch.named(name).takes(byDefault)).isTrue();
        assertThat(Switch.named(name).takes(null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "Sold-Out",
                "soldout",
                "sold-out:",
                "sold-out:X",
                "sold-out:abc",
                "sold-out:k3v9x2ma:x",
                "admission:no sale",
                "limits:k3v9x2ma",
                "filter",
                "filter:",
                "filter:colour",
                "filter:switches",
                "filter:sale-window",
                "filter:identity",
                "filter:pass",
                "filter:origin"
            })
    void whatIsNoSwitchIsRefused(String name) {
        assertThatThrownBy(() -> Switch.named(name)).isInstanceOf(Switch.UnknownSwitch.class);
    }

    @ParameterizedTest
    @CsvSource({
        "sold-out, on, true",
        "sold-out, off, true",
        "sold-out, report-only, false",
        "sold-out, ON, false",
        "sold-out, '', false",
        "limits, report-only, true",
        "limits, 0.5, false",
        "filter:stock, report-only, true",
        "filter:stock, true, false",
        "admission, 0, true",
        "admission, 1, true",
        "admission, 1.000, true",
        "admission, 0.05, true",
        "admission, 0.123456789, true",
        "admission, 0.1234567891, false",
        "admission, 1.1, false",
        "admission, -0.1, false",
        "admission, .5, false",
        "admission, 1e-3, false",
        "admission, on, false"
    })
    void takesItsValuesAndNoOther(String name, String value, boolean taken) {
        assertThat(Switch.named(name).takes(value)).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "'\"3\"', 3", "' 17 ', 17", "'\"0\"', 0"})
    void ifMatchIsAVersionQuotedOrNot(String header, long version) {
        assertThat(IfMatch.version(header)).hasValue(version);
    }

    @Test
    void withoutIfMatchOrForAnyVersionNoneIsDemanded() {
        assertThat(IfMatch.version(null)).isEqualTo(OptionalLong.empty());
        assertThat(IfMatch.version("*")).isEqualTo(OptionalLong.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"3", "3\"", "W/\"3\"", "-1", "\"a\"", "1, 2", "3.0", "1234567890123456789"})
    void anyOtherIfMatchIsRefused(String header) {
        assertThatThrownBy(() -> IfMatch.version(header))
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(
                                refused.problem().extensions().get("errors").toString())
                        .contains("If-Match"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "sold-out, on, 1",
                "sold-out, null, 0",
                "limits, null, 1",
                "limits, report-only, 0.5",
                "admission, 0.05, 0.05",
                "admission, null, NaN",
                "colour, blue, NaN",
                "limits, blue, NaN"
            })
    void positionIsANumber(String name, String value, double position) {
        SwitchState state = new SwitchState(name, value, 1, false, "operator", "a test", Instant.EPOCH, Instant.EPOCH);
        assertThat(SwitchMetrics.position(state)).isEqualTo(Double.valueOf(position));
    }
}
