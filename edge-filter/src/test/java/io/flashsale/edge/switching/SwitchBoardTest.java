package io.flashsale.edge.switching;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.testing.Contract;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SwitchBoardTest {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final SwitchBoard board = new SwitchBoard(metrics);
    private long version;

    @Test
    void everythingIsAtItsDefaultBeforeAnythingIsHeard() {
        assertThat(board.isSoldOut("sale1")).isFalse();
        assertThat(board.lineInForce("sale1", 0.7)).isEqualTo(0.7);
        assertThat(board.modeOf("limits")).isEqualTo(FilterMode.ON);
    }

    @Test
    void theSwitchOfAllSalesAndThatOfOneSaleBothStopSelling() {
        set("sold-out:sale1", "on");
        assertThat(board.isSoldOut("sale1")).isTrue();
        assertThat(board.isSoldOut("sale2")).isFalse();

        set("sold-out", "on");
        set("sold-out:sale2", "off");
        assertThat(board.isSoldOut("sale2")).as("no sale is taken out").isTrue();

        set("sold-out", null);
        assertThat(board.isSoldOut("sale1")).isTrue();
        assertThat(board.isSoldOut("sale2")).isFalse();
        set("sold-out:sale1", "off");
        assertThat(board.isSoldOut("sale1")).isFalse();
    }

    @Test
    void theOverrideOfASaleGoesBeforeThatOfAll() {
        set("admission", "0.05");
        set("admission:sale1", "0.5");
        set("admission:sale2", "auto");
        assertThat(board.lineInForce("sale1", 0.7)).isEqualTo(0.5);
        assertThat(board.lineInForce("sale2", 0.7)).isEqualTo(0.7);
        assertThat(board.lineInForce("sale3", 0.7)).isEqualTo(0.05);

        set("admission:sale1", null);
        set("admission:sale2", null);
        assertThat(board.lineInForce("sale1", 0.7)).isEqualTo(0.05);
        assertThat(board.lineInForce("sale2", 0.7)).isEqualTo(0.05);
        set("admission", "auto");
        assertThat(board.lineInForce("sale1", 0.7)).isEqualTo(0.7);
    }

    @Test
    void eachFilterHasItsMode() {
        set("filter:stock", "off");
        set("filter:bot-score", "report-only");
        assertThat(board.modeOf("stock")).isEqualTo(FilterMode.OFF);
        assertThat(board.modeOf("bot-score")).isEqualTo(FilterMode.REPORT_ONLY);
        set("filter:stock", "on");
        assertThat(board.modeOf("stock")).isEqualTo(FilterMode.ON);
    }

    @Test
    void theLaxerOfTheTwoSwitchesOfTheLimitsCounts() {
        set("limits", "report-only");
        assertThat(board.modeOf("limits")).isEqualTo(FilterMode.REPORT_ONLY);
        set("filter:limits", "off");
        assertThat(board.modeOf("limits")).isEqualTo(FilterMode.OFF);
        set("limits", "off");
        set("filter:limits", "on");
        assertThat(board.modeOf("limits")).isEqualTo(FilterMode.OFF);
        set("limits", null);
        assertThat(board.modeOf("limits")).isEqualTo(FilterMode.ON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "maybe", "1.5", "-0.1", "NaN", "Infinity"})
    void aValueOfALaterVersionCountsAsNotSetAndTakesNoOtherWithIt(String value) {
        set("sold-out:sale1", "on");
        for (String name : List.of("sold-out", "admission", "admission:sale1", "filter:stock", "limits", "colour:x")) {
            set(name, value);
        }
        assertThat(board.isSoldOut("sale1")).isTrue();
        assertThat(board.isSoldOut("sale2")).isFalse();
        assertThat(board.lineInForce("sale1", 0.7)).isEqualTo(0.7);
        assertThat(board.modeOf("stock")).isEqualTo(FilterMode.ON);
        assertThat(board.modeOf("limits")).isEqualTo(FilterMode.ON);
    }

    @Test
    void whenItIsFullASwitchAtItsDefaultMakesRoomAndOneThatIsSetDoesNot() {
        board.hear(new SwitchEvent("sold-out:back", null, 2, false));
        for (int i = 1; i < SwitchBoard.MOST_SWITCHES; i++) {
            board.hear(new SwitchEvent("filter:x" + i, "off", 1, false));
        }
        board.hear(new SwitchEvent("sold-out:one", "on", 1, false));
        board.hear(new SwitchEvent("sold-out:another", "on", 1, false));
        assertThat(board.isSoldOut("one")).isTrue();
        assertThat(board.isSoldOut("another")).isFalse();
        assertThat(metrics.counter("flashsale.edge.switches.passed.over").count())
                .isEqualTo(1);
        assertThat(metrics.get("flashsale.edge.switches.set").gauge().value()).isEqualTo(SwitchBoard.MOST_SWITCHES);

        board.hear(new SwitchEvent("sold-out:one", null, 2, false));
        assertThat(board.isSoldOut("one")).as("what is known can always change").isFalse();
    }

    @Test
    void readsTheExampleOfTheContract() {
        SwitchEvent event = SwitchEvent.read(Contract.example("switch-changed").getBytes(StandardCharsets.UTF_8));
        assertThat(event).isEqualTo(new SwitchEvent("sold-out:k3v9x2ma", "on", 3, false));
        board.hear(event);
        assertThat(board.isSoldOut("k3v9x2ma")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "null",
                "{}",
                "{\"name\":\"sold-out\"}",
                "{\"name\":\"sold-out\",\"value\":{},\"version\":1}",
                "{\"value\":\"on\",\"version\":1}",
                "{\"name\":\"sold-out\",\"value\":\"on\",\"version\":0}"
            })
    void whatTellsOfNoSwitchIsNone(String bytes) {
        assertThat(SwitchEvent.read(bytes.getBytes(StandardCharsets.UTF_8))).isNull();
    }

    @Test
    void aRecordWithoutAValueIsNone() {
        assertThat(SwitchEvent.read(null)).isNull();
    }

    private void set(String name, String value) {
        board.hear(new SwitchEvent(name, value, ++version, false));
    }
}
