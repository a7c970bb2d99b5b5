package io.flashsale.launcher.loading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    @Test
    void passesABalancedAndSettledRunWithoutAFailedRequest() {
        assertThat(Recorded.outcome(Recorded.figures(), Recorded.ledger()).failures())
                .isEmpty();
    }

    @Test
    void refusesALedgerThatDoesNotBalance() {
        assertThat(failures("balanced=false")).containsExactly("the ledger does not balance");
    }

    @Test
    void refusesALedgerThatNeverSettled() {
        assertThat(failures("settled=false", "pendingPayment=20", "queued=1"))
                .containsExactly("the ledger did not settle: 1 units queued, 0 returning");
    }

    @Test
    void refusesASaleThatSoldMoreThanItHad() {
        assertThat(failures("paid=30")).contains("oversold: 51 of 50 units are sold");
    }

    @Test
    void noticesAnOrderThatABuyerWasToldOfAndNobodyKnows() {
        assertThat(failures("paid=28", "available=1"))
                .containsExactly("lost: buyers were told of 50 orders, the ledger knows 49");
    }

    @Test
    void noticesStockThatRepeatedClicksHaveBurnt() {
        Outcome outcome = Recorded.outcome(Recorded.figures("orders=49"), Recorded.ledger());

        assertThat(outcome.failures()).containsExactly("burnt: the ledger knows 50 orders, buyers were told of 49");
    }

    @Test
    void doesNotCallStockBurntThatAFailedCallMayHaveTaken() {
        Outcome outcome = Recorded.outcome(Recorded.figures("orders=49", "failedRequests=1"), Recorded.ledger());

        assertThat(outcome.failures()).isEmpty();
    }

    @Test
    void countsOrdersThatWereCancelledOrExpiredAsKept() {
        assertThat(failures("pendingPayment=11", "returned=6", "returning=4", "available=6"))
                .isEmpty();
    }

    @Test
    void tellsHowManyRequestsFailedTheAssertions() {
        Outcome outcome = new Outcome(
                false,
                Recorded.figures("failedRequests=3", "serverErrors=2"),
                new Drain(Recorded.OPENS_AT),
                Recorded.ledger(),
                Recorded.funnel(),
                List.of(),
                List.of());

        assertThat(outcome.failures())
                .containsExactly("the simulation's assertions failed (3 failed requests, of them 2 with status 5xx)");
    }

    @Test
    void repeatsTheBoundsThatTheSimulationSaysWereMissed() {
        Outcome outcome =
                Recorded.outcome(Recorded.figures("finding.0=too slow", "finding.1=too few"), Recorded.ledger());

        assertThat(outcome.failures()).containsExactly("too slow", "too few");
    }

    @Test
    void refusesARunThatDidNotEndAndWhoseLedgerNobodyRead() {
        Outcome outcome = new Outcome(false, new Figures(Map.of()), null, null, null, List.of(), List.of());

        assertThat(outcome.failures())
                .containsExactly("the simulation did not run to its end", "the ledger could not be read");
    }

    @Test
    void judgesEverySaleOfARunByItself() {
        OtherSale balanced = new OtherSale("bbbb", 50, Recorded.ledger());
        OtherSale burnt = new OtherSale("cccc", 49, Recorded.ledger("balanced=false"));
        OtherSale unknown = new OtherSale("dddd", 50, null);
        Outcome one = Recorded.outcome(Recorded.figures(), Recorded.ledger());
        Outcome outcome = new Outcome(
                true,
                one.figures(),
                one.drain(),
                one.ledger(),
                one.funnel(),
                List.of(balanced, burnt, unknown),
                List.of());

        assertThat(outcome.failures())
                .containsExactly(
                        "sale cccc: the ledger does not balance",
                        "sale cccc: burnt: the ledger knows 50 orders, buyers were told of 49",
                        "sale dddd: the ledger could not be read");
    }

    @Test
    void failsOnWhatTheSimulationItselfFound() {
        Figures figures = Recorded.figures("finding.1=bots won too much", "finding.2=people were challenged");

        assertThat(Recorded.outcome(figures, Recorded.ledger()).failures())
                .containsExactly("bots won too much", "people were challenged");
    }

    private static List<String> failures(String... changesOfTheLedger) {
        return Recorded.outcome(Recorded.figures(), Recorded.ledger(changesOfTheLedger))
                .failures();
    }
}
