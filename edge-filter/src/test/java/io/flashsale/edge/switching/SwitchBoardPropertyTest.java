package io.flashsale.edge.switching;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever the topic does to the order of events: the newest version counts. */
class SwitchBoardPropertyTest {

    @Property
    void inWhateverOrderAndHoweverOftenVersionsComeTheNewestCounts(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 9) Integer> versions,
            @ForAll Random random) {
        SwitchBoard board = new SwitchBoard(new SimpleMeterRegistry());
        List<Integer> told = new ArrayList<>(versions);
        told.addAll(versions);
        Collections.shuffle(told, random);
        told.forEach(version -> board.hear(new SwitchEvent("sold-out", valueAt(version), version, false)));
        assertThat(board.isSoldOut("sale1")).isEqualTo("on".equals(valueAt(Collections.max(versions))));
    }

    private static String valueAt(int version) {
        return version % 2 == 0 ? "on" : null;
    }
}
