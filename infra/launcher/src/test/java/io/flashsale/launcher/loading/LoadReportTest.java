package io.flashsale.launcher.loading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadReportTest {
    @Test
    void tellsAcceptedTurnedAwayPersistedTimesAndTheVerdict() {
        String text = render(Recorded.outcome(Recorded.figures(), Recorded.ledger()));

        assertThat(text)
                .contains("Orders accepted      50 of 50 units; 45 in the busiest second, 9.2/s")
                .contains("Clicks               1500: 150 accepted (repeated clicks included), 1350 turned away")
                .contains("buyers were told   sold-out 1350")
                .contains("turned away by     inventory_sold_out 19, sold_out 1331\n")
                .contains("1500 clicks = 150 accepted + 1350 turned away; adds up")
                .contains("In the database      50 orders")
                .contains("drained 1.0 s after the opening")
                .containsPattern("Buy accepted +150 +1061 +2157 +2473 +2483\n")
                .containsPattern("Buy turned away +1350 +433 +2115 +3517 +3529\n")
                .containsPattern("Sign in +500 +3753 ")
                .containsPattern("Wait before sending +2622 +0 +1 +2 +3\n  \\(how long")
                .contains("Failed requests      0 of 2622; status 5xx: 0")
                .contains("Report               /logs/index.html")
                .contains("balanced, settled: total 50 = available 0 + queued 0 + returning 0 + pending payment 21"
                        + " + paid 29")
                .endsWith("Verdict              passed");
    }

    @Test
    void tellsWhatOnlyThisSimulationTells() {
        assertThat(render(Recorded.outcome(Recorded.figures("line.Capacity=300/s"), Recorded.ledger())))
                .contains("  Capacity             300/s\n");
    }

    @Test
    void tellsThatOneOfSeveralEdgesSawAPartOfTheClicks() {
        Outcome outcome = Recorded.outcome(Recorded.figures("clicks=3000", "acceptedClicks=300"), Recorded.ledger());

        assertThat(render(outcome))
                .contains("Clicks               3000: 300 accepted")
                .contains("sold_out 1331 (of the edge that answered)")
                .contains("the edge that answered saw these of 3000");
    }

    @Test
    void tellsEveryFailureAndWhatTheLogSaysOfIt() {
        Outcome passed = Recorded.outcome(Recorded.figures(), Recorded.ledger("paid=30", "balanced=false"));
        Outcome failed = new Outcome(
                false,
                passed.figures(),
                passed.drain(),
                passed.ledger(),
                null,
                List.of(),
                List.of("Buy: too slow : false"));

        assertThat(render(failed))
                .contains("Verdict              FAILED")
                .contains("- the simulation's assertions failed")
                .contains("- the ledger does not balance")
                .contains("- oversold: 51 of 50 units are sold")
                .contains("NOT BALANCED")
                .contains("funnel             could not be read")
                .endsWith("    Buy: too slow : false");
    }

    @Test
    void beginsWithTheSimulationsOwnWordsAndTellsTheLedgerOfEverySale() {
        Outcome one = Recorded.outcome(
                Recorded.figures("words.01=  who    units", "words.02=  people    200"), Recorded.ledger());
        Outcome two = new Outcome(
                true,
                one.figures(),
                one.drain(),
                one.ledger(),
                one.funnel(),
                List.of(new OtherSale("bbbb", 50, Recorded.ledger())),
                List.of());

        assertThat(render(two))
                .startsWith("  who    units\n  people    200\n  Orders accepted")
                .contains("  of bbbb            balanced, settled: total 50");
    }

    @Test
    void isShortWhenTheSimulationNeverBegan() {
        Outcome outcome =
                new Outcome(false, new Figures(Map.of()), null, null, null, List.of(), List.of("no such class"));

        assertThat(new LoadReport(outcome).render("none"))
                .containsExactly(
                        "  Report               none",
                        "  Verdict              FAILED",
                        "  - the simulation did not run to its end",
                        "  - the ledger could not be read",
                        "    no such class");
    }

    private static String render(Outcome outcome) {
        return String.join("\n", new LoadReport(outcome).render("/logs/index.html"));
    }
}
