package io.flashsale.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.load.CrowdCount.Row;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CrowdTableTest {
    private final CrowdCount off = new CrowdCount(Map.of(
            Kind.PERSON, new Row(1_800, 3_500, 20, 0, 0, 0, 0), Kind.HAMMERER, new Row(200, 9_000, 180, 0, 0, 0, 9)));
    private final CrowdCount on = new CrowdCount(Map.of(
            Kind.PERSON, new Row(1_800, 3_400, 150, 9, 8, 0, 0),
            Kind.HAMMERER, new Row(120, 12_000, 10, 120, 30, 110, 100),
            Kind.SHARER, new Row(80, 400, 40, 80, 40, 0, 0)));
    private final CrowdTable table = new CrowdTable(off, on);

    @Test
    void tellsBothSalesKindByKind() {
        assertThat(String.join("\n", table.lines()))
                .containsPattern("people +1800 \\| +3500 +20 +10.0 % \\| +3400 +150 +75.0 % +9 +8 +0\n")
                .containsPattern("all bots +200 \\| +9000 +180 +90.0 % \\| +12400 +50 +25.0 % +200 +70 +110\n")
                .contains("9 of 1800 challenged (0.5 %), 8 of them did the work; 0 dropped as bots");
    }

    @Test
    void isAlsoFigures() {
        assertThat(table.figures())
                .containsEntry("off.people.units", "20")
                .containsEntry("on.hammerers.challenged", "120")
                .containsEntry("on.sharers.solved", "40")
                .containsEntry("on.skippers.units", "0")
                .containsEntry("off.botShare", "0.9000")
                .containsEntry("on.botShare", "0.2500");
    }

    @Test
    void hasNoSharesWhenNothingWasSold() {
        CrowdCount nothing = new CrowdCount(Map.of());

        assertThat(new CrowdTable(nothing, nothing).figures()).containsEntry("on.botShare", "0.0000");
    }
}
