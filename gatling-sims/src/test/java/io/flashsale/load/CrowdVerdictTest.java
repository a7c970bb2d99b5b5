package io.flashsale.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.load.CrowdCount.Row;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CrowdVerdictTest {
    private static final int STOCK = 200;

    @Test
    void passesARunInWhichBotsLostHalfAndNobodyElseAnything() {
        assertThat(findings(sale(180, 0, 0), sale(90, 90, 0))).isEmpty();
    }

    @Test
    void bitesWhenBotsKeepMoreThanHalf() {
        assertThat(findings(sale(180, 0, 0), sale(91, 0, 0)))
                .containsExactly(
                        "bots won 45.5 % of the units with the filter on, more than half of 90.0 % with it off");
    }

    @Test
    void bitesWhenThereWasNothingToFilter() {
        assertThat(findings(sale(30, 0, 0), sale(10, 0, 0)))
                .containsExactly("with the filter off bots won 15.0 % of the units, being 10.0 % of the crowd:"
                        + " nothing to filter");
    }

    @Test
    void bitesWhenMoreThanOneInTwentyPeopleIsChallenged() {
        assertThat(findings(sale(180, 0, 0), sale(20, 91, 0)))
                .containsExactly("91 of 1800 people were challenged, more than 5 %");
    }

    @Test
    void bitesWhenAPersonIsDropped() {
        assertThat(findings(sale(180, 0, 0), sale(20, 0, 1))).containsExactly("1 people were dropped as bots");
    }

    @Test
    void bitesWhenNotEverythingWasSold() {
        assertThat(CrowdVerdict.findings(sale(180, 0, 0), sale(20, 0, 0), STOCK + 1))
                .containsExactly("200 units were sold with the filter off and 200 with it on, of 201 each");
    }

    @Test
    void bitesWhenTheFilterWasNotOff() {
        assertThat(findings(sale(180, 3, 1), sale(20, 0, 0)))
                .containsExactly("3 buyers were challenged and 1 dropped while the filter was off");
    }

    private static List<String> findings(CrowdCount off, CrowdCount on) {
        return CrowdVerdict.findings(off, on, STOCK);
    }

    private static CrowdCount sale(int wonByBots, int peopleChallenged, int peopleDropped) {
        return new CrowdCount(Map.of(
                Kind.PERSON, new Row(1_800, 3_000, STOCK - wonByBots, peopleChallenged, 0, peopleDropped, 0),
                Kind.SHARER, new Row(200, 900, wonByBots, 0, 0, 0, 0)));
    }
}
