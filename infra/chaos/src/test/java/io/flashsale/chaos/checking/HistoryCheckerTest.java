package io.flashsale.chaos.checking;

import static io.flashsale.chaos.history.OrderStatus.CANCELLED;
import static io.flashsale.chaos.history.OrderStatus.EXPIRED;
import static io.flashsale.chaos.history.OrderStatus.PAID;
import static io.flashsale.chaos.history.OrderStatus.PENDING_PAYMENT;
import static io.flashsale.chaos.history.OrderStatus.QUEUED;
import static io.flashsale.chaos.history.OrderStatus.REJECTED;
import static io.flashsale.chaos.history.PaymentStatus.FAILED;
import static io.flashsale.chaos.history.PaymentStatus.PENDING;
import static io.flashsale.chaos.history.PaymentStatus.REFUNDED;
import static io.flashsale.chaos.history.PaymentStatus.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.chaos.history.Ledger;
import io.flashsale.chaos.history.Outcome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** For every rule at least one history that keeps it, closely, and one that breaks it. */
class HistoryCheckerTest {

    private static void assertClean(Tale tale) {
        assertThat(tale.violations()).isEmpty();
    }

    private static void assertBroken(Tale tale, String... words) {
        assertThat(tale.violations()).isNotEmpty().first().asString().contains(words);
    }

    /** An order that is accepted in second 0 and read as EXPIRED after its hold. */
    private static Tale expiredOrder() {
        return new Tale()
                .bought("ann", 0, 0.1, "o1")
                .read("ann", 1, 1.1, "o1", PENDING_PAYMENT)
                .read("ann", 32, 32.1, "o1", EXPIRED);
    }

    @Test
    void findsNothingInALifeWithoutFaults() {
        assertClean(expiredOrder()
                .bought("ann", 33, 33.1, "o2")
                .bought("ann", 33.05, 33.2, "o2")
                .paid("ann", 34, 34.1, "o2")
                .read("ann", 35, 35.1, Tale.shown("o2", PENDING_PAYMENT, PENDING, 63))
                .read("ann", 36, 36.1, Tale.shown("o2", PAID, SUCCEEDED, 63))
                .bought("bob", 1, 1.1, "o3")
                .cancelled("bob", 2, 2.1, "o3")
                .read("bob", 3, 3.1, "o3", CANCELLED));
    }

    @Test
    void saysWhatTheViolationRestsOn() {
        assertThat(expiredOrder()
                        .bought("ann", 2, 2.1, "o2")
                        .read("ann", 32, 32.1, "o2", EXPIRED)
                        .violations())
                .anyMatch(line -> line.equals("one live order per buyer: orders o1 and o2 were live at once"
                        + " | [0.000-0.100 s] ann BUY -> OK o1 QUEUED; [2.000-2.100 s] ann BUY -> OK o2 QUEUED"));
    }

    @Test
    void tellsOnlySomeOfManyViolationsOfAKind() {
        Tale tale = new Tale();
        for (int i = 0; i < 50; i++) {
            tale.buyFailed("ann", i, i + 0.1, Outcome.UNEXPECTED, "500");
        }
        assertThat(tale.violations()).hasSize(21).last().asString().contains("and 30 more");
    }

    @Nested
    class ContractAnswersRule {
        @Test
        void letsRefusalsPass() {
            assertClean(new Tale().buyFailed("ann", 0, 1, Outcome.REFUSED, "sold-out"));
        }

        @Test
        void catchesAnAnswerThatTheContractDoesNotHave() {
            assertBroken(
                    new Tale().buyFailed("ann", 0, 1, Outcome.UNEXPECTED, "500 java.lang.NullPointerException"),
                    "NullPointerException");
        }
    }

    @Nested
    class OneLiveOrderRule {
        @Test
        void letsABuyerBuyAgainOnceTheHoldMayHaveEnded() {
            assertClean(new Tale()
                    .bought("ann", 0, 0.1, "o1")
                    .read("ann", 1, 1.1, "o1", PENDING_PAYMENT)
                    .bought("ann", 29.5, 29.6, "o2")
                    .read("ann", 40, 40.1, "o1", EXPIRED)
                    .read("ann", 70, 70.1, Tale.shown("o2", EXPIRED, null, 60)));
        }

        @Test
        void letsABuyerBuyAgainWhileTheCancellationIsUnderWay() {
            assertClean(new Tale()
                    .bought("ann", 0, 0.1, "o1")
                    .read("ann", 1, 1.1, "o1", PENDING_PAYMENT)
                    .cancel("ann", 2, 8, "o1", Outcome.UNKNOWN)
                    .bought("ann", 2.1, 2.2, "o2")
                    .read("ann", 40, 40.1, "o1", CANCELLED)
                    .read("ann", 70, 70.1, Tale.shown("o2", EXPIRED, null, 60)));
        }

        @Test
        void catchesASecondOrderWithinTheHoldOfTheFirst() {
            assertBroken(
                    expiredOrder()
                            .bought("ann", 5, 5.1, "o2")
                            .read("ann", 40, 40.1, Tale.shown("o2", EXPIRED, null, 35)),
                    "live at once",
                    "o1",
                    "o2");
        }

        @Test
        void catchesASecondOrderBesideAPaidOne() {
            assertBroken(
                    new Tale()
                            .bought("ann", 0, 0.1, "o1")
                            .paid("ann", 1, 1.1, "o1")
                            .bought("ann", 100, 100.1, "o2")
                            .read("ann", 200, 200.1, "o1", PAID, SUCCEEDED)
                            .read("ann", 200, 200.1, Tale.shown("o2", PENDING_PAYMENT, null, 300)),
                    "live at once");
        }

        @Test
        void aRefusedCancellationDoesNotEndTheOrder() {
            assertBroken(
                    new Tale()
                            .bought("ann", 0, 0.1, "o1")
                            .read("ann", 1, 1.1, "o1", PENDING_PAYMENT)
                            .cancel("ann", 2, 2.1, "o1", Outcome.REFUSED)
                            .bought("ann", 3, 3.1, "o2")
                            .read("ann", 40, 40.1, "o1", EXPIRED)
                            .read("ann", 40, 40.1, Tale.shown("o2", EXPIRED, null, 33)),
                    "live at once");
        }

        @Test
        void catchesAnOrderOfTwoBuyers() {
            assertBroken(expiredOrder().bought("bob", 5, 5.1, "o1"), "two buyers");
        }

        @Test
        void letsALateAnswerNameAnOrderThatHasJustClosed() {
            // Until Redis hears of it, a click is answered with the order that has closed in MySQL.
            assertClean(expiredOrder().bought("ann", 32.2, 32.3, "o1"));
        }

        @Test
        void catchesARepeatedClickThatAnswersAnotherOrder() {
            // The other order's own time is unknown: only the answer itself is wrong.
            Tale tale = new Tale()
                    .bought("ann", 0, 0.1, "o1")
                    .paid("ann", 1, 1.1, "o1")
                    .read("ann", 2, 2.1, "o1", PAID, SUCCEEDED)
                    .bought("ann", 3, 3.1, "o2")
                    .read("ann", 4, 4.1, Tale.shown("o2", EXPIRED, null, 3));
            assertThat(tale.violations()).anyMatch(line -> line.contains("a click answered o2 while o1 was live"));
        }

        @Test
        void ignoresOrdersThatMySqlRefusedOrThatWereLostWithRedis() {
            assertClean(new Tale()
                    .allowing(Allowances.afterWipe(1, 1))
                    .bought("ann", 0, 0.1, "o1")
                    .bought("ann", 2, 2.1, "o2")
                    .bought("ann", 3, 3.1, "o3")
                    .notFound("ann", 40, 40.1, "o1")
                    .read("ann", 40, 40.1, "o2", REJECTED)
                    .read("ann", 40, 40.1, "o3", EXPIRED));
        }
    }

    @Nested
    class ForwardOnlyRule {
        @Test
        void letsReadingsThatOverlapDisagree() {
            assertClean(new Tale()
                    .bought("ann", 0, 0.1, "o1")
                    .read("ann", 1, 1.5, "o1", PENDING_PAYMENT)
                    .read("ann", 1.2, 2, "o1", QUEUED)
                    .read("ann", 40, 40.1, "o1", EXPIRED));
        }

        @Test
        void catchesAnOrderThatIsQueuedAgain() {
            assertBroken(
                    new Tale()
                            .bought("ann", 0, 0.1, "o1")
                            .read("ann", 1, 1.5, "o1", PENDING_PAYMENT)
                            .read("ann", 1.6, 2, "o1", QUEUED)
                            .read("ann", 40, 40.1, "o1", EXPIRED),
                    "went back");
        }

        @Test
        void catchesAPaidOrderThatExpires() {
            assertBroken(
                    new Tale()
                            .bought("ann", 0, 0.1, "o1")
                            .paid("ann", 1, 1.1, "o1")
                            .read("ann", 2, 2.1, "o1", PAID, SUCCEEDED)
                            .read("ann", 40, 40.1, "o1", EXPIRED, REFUNDED),
                    "went back");
        }

        @Test
        void catchesAnExpiredOrderThatIsPaid() {
            assertBroken(
                    new Tale()
                            .bought("ann", 0, 0.1, "o1")
                            .paid("ann", 1, 1.1, "o1")
                            .read("ann", 40, 40.1, "o1", EXPIRED, PENDING)
                            .read("ann", 41, 41.1, "o1", PAID, SUCCEEDED),
                    "went back");
        }

        @Test
        void catchesAnOrderThatVanishesForAMoment() {
            assertBroken(
                    new Tale()
                            .bought("ann", 0, 0.1, "o1")
                            .notFound("ann", 1, 1.1, "o1")
                            .read("ann", 40, 40.1, "o1", EXPIRED),
                    "not found after");
        }

        @Test
        void letsAnOrderBeOutOfSightOnceRedisHasLostItsData() {
            assertClean(new Tale()
                    .allowing(Allowances.afterWipe(0, 0))
                    .bought("ann", 0, 0.1, "o1")
                    .notFound("ann", 1, 1.1, "o1")
                    .read("ann", 40, 40.1, "o1", EXPIRED));
        }

        @Test
        void catchesAnOrderThatLeavesTheDatabaseWhateverBecameOfRedis() {
            assertBroken(
                    new Tale()
                            .allowing(Allowances.afterWipe(5, 5))
                            .bought("ann", 0, 0.1, "o1")
                            .read("ann", 1, 1.1, "o1", PENDING_PAYMENT)
                            .notFound("ann", 2, 2.1, "o1"),
                    "not found after");
        }

        @Test
        void catchesACancellationThatNobodyAskedFor() {
            assertBroken(
                    new Tale()
                            .bought("ann", 0, 0.1, "o1")
                            .cancel("ann", 1, 1.1, "o1", Outcome.REFUSED)
                            .read("ann", 2, 2.1, "o1", CANCELLED),
                    "cancelled by nobody");
        }

        @Test
        void catchesAPaymentThatNobodyMade() {
            assertBroken(
                    new Tale().bought("ann", 0, 0.1, "o1").read("ann", 2, 2.1, "o1", PAID, SUCCEEDED),
                    "paid by nobody");
        }

        @Test
        void catchesAnOrderThatExpiresBeforeItsHoldEnds() {
            assertBroken(
                    new Tale().bought("ann", 0, 0.1, "o1").read("ann", 20, 20.1, "o1", EXPIRED), "before its hold");
        }
    }

    @Nested
    class AcceptedIsKeptRule {
        @Test
        void letsAnOrderStayOpenWithinItsHold() {
            assertClean(new Tale().bought("ann", 0, 0.1, "o1").read("ann", 29, 29.1, "o1", PENDING_PAYMENT));
        }

        @Test
        void catchesAnOrderThatStaysOpenBeyondItsHold() {
            assertBroken(new Tale().bought("ann", 0, 0.1, "o1").read("ann", 35, 35.1, "o1", PENDING_PAYMENT), "no end");
        }

        @Test
        void catchesAnOrderThatStaysQueued() {
            assertBroken(new Tale().bought("ann", 0, 0.1, "o1").read("ann", 35, 35.1, "o1", QUEUED), "no end");
        }

        @Test
        void catchesAMissingOrder() {
            assertBroken(
                    new Tale().bought("ann", 0, 0.1, "o1").notFound("ann", 35, 35.1, "o1"),
                    "order o1 is missing",
                    "where 0 may");
        }

        @Test
        void letsAsManyBeMissingAsWereUnsentAndNoMore() {
            Tale tale = new Tale()
                    .allowing(Allowances.afterWipe(1, 0))
                    .bought("ann", 0, 0.1, "o1")
                    .notFound("ann", 35, 35.1, "o1");
            assertClean(tale);
            assertBroken(tale.bought("bob", 0, 0.1, "o2").notFound("bob", 35, 35.1, "o2"), "one of 2 where 1 may");
        }

        @Test
        void catchesARejectedOrderUnlessRedisWasLost() {
            Tale tale = new Tale().bought("ann", 0, 0.1, "o1").read("ann", 5, 5.1, "o1", REJECTED);
            assertBroken(tale, "was rejected");
            assertClean(tale.allowing(Allowances.afterWipe(0, 1)));
        }

        @Test
        void catchesAnOrderThatNobodyCouldReadAtTheEnd() {
            assertBroken(new Tale().bought("ann", 0, 0.1, "o1").unanswered("ann", 35, 41, "o1"), "could not be read");
            assertBroken(new Tale().bought("ann", 0, 0.1, "o1"), "could not be read");
        }

        @Test
        void findsAnOrderInItsBuyersList() {
            assertClean(expiredOrder().listed("ann", 33, 33.1, EXPIRED, "o1"));
        }

        @Test
        void catchesAnOrderThatItsBuyersListLacks() {
            assertBroken(expiredOrder().listed("ann", 33, 33.1, EXPIRED), "not in its buyer's list");
        }
    }

    @Nested
    class MoneyMatchesRule {
        private Tale paying() {
            return new Tale().bought("ann", 0, 0.1, "o1").paid("ann", 1, 1.1, "o1");
        }

        @Test
        void letsALatePaymentBeGivenBack() {
            assertClean(paying().read("ann", 2, 2.1, "o1", PENDING_PAYMENT, PENDING)
                    .read("ann", 31, 31.1, "o1", EXPIRED, SUCCEEDED)
                    .read("ann", 35, 35.1, "o1", EXPIRED, REFUNDED));
        }

        @Test
        void letsADeclinedPaymentBe() {
            assertClean(paying().read("ann", 35, 35.1, "o1", EXPIRED, FAILED));
        }

        @Test
        void catchesMoneyKeptForAClosedOrder() {
            assertBroken(
                    paying().read("ann", 35, 35.1, "o1", EXPIRED, SUCCEEDED), "EXPIRED with its payment SUCCEEDED");
        }

        @Test
        void catchesUnitsKeptAfterARefund() {
            assertBroken(paying().read("ann", 35, 35.1, "o1", PAID, REFUNDED), "PAID with its payment REFUNDED");
        }

        @Test
        void catchesAPaymentThatIsNeverDecided() {
            assertBroken(paying().read("ann", 35, 35.1, "o1", EXPIRED, PENDING), "with its payment PENDING");
        }

        @Test
        void catchesAnAcceptedPaymentThatIsForgotten() {
            assertBroken(paying().read("ann", 35, 35.1, "o1", EXPIRED), "with its payment unknown");
        }

        @Test
        void catchesTakenMoneyThatBecomesAFailedPayment() {
            assertBroken(
                    paying().read("ann", 2, 2.1, "o1", PENDING_PAYMENT, SUCCEEDED)
                            .read("ann", 35, 35.1, "o1", EXPIRED, FAILED),
                    "taken and lost");
        }

        @Test
        void catchesAPaidOrderThatStaysOpen() {
            assertBroken(paying().read("ann", 20, 20.1, "o1", PENDING_PAYMENT, SUCCEEDED), "no end");
        }
    }

    @Nested
    class WithinStockRule {
        @Test
        void letsUnitsBeSoldAgain() {
            assertClean(expiredOrder()
                    .stock(1)
                    .bought("bob", 29.9, 30.5, "o2")
                    .read("bob", 70, 70.1, Tale.shown("o2", EXPIRED, null, 60)));
        }

        @Test
        void catchesOneUnitSoldTwice() {
            assertBroken(
                    expiredOrder()
                            .stock(1)
                            .bought("bob", 20, 20.5, "o2")
                            .read("bob", 70, 70.1, Tale.shown("o2", EXPIRED, null, 50)),
                    "2 units were live at once of 1");
        }

        @Test
        void countsUnitsAndNotOrders() {
            Tale tale = new Tale()
                    .stock(3)
                    .bought("ann", 0, 0.1, "o1", 2)
                    .bought("bob", 0, 0.1, "o2", 2)
                    .read("ann", 5, 5.1, "o1", PENDING_PAYMENT)
                    .read("bob", 5, 5.1, "o2", PENDING_PAYMENT)
                    .ledger(new Ledger("s", 3, 0, 0, 0, 4, 0, 0, 0, true, true));
            assertBroken(tale, "4 units were live at once of 3");
        }
    }

    @Nested
    class UnknownsResolvedRule {
        private Tale unsure() {
            return new Tale().buyFailed("ann", 0, 4, Outcome.UNKNOWN, "unknown-outcome");
        }

        @Test
        void letsTheNextClickNameTheOrder() {
            assertClean(unsure().resolved("ann", 10, 10.1, "o1").read("ann", 40, 40.1, "o1", EXPIRED));
        }

        @Test
        void letsTheNextClickBeRefusedWhenThereIsNoOrder() {
            assertClean(unsure().resolvedBy("sold-out", "ann", 10, 10.1));
        }

        @Test
        void catchesABuyOfWhichNothingIsEverKnown() {
            assertBroken(unsure(), "stayed unknown");
            assertBroken(unsure().buyFailed("ann", 5, 5.1, Outcome.REFUSED, "sold-out"), "stayed unknown");
        }

        @Test
        void catchesARefusalWhileTheUnknownOrderIsLive() {
            assertBroken(
                    unsure().listed("ann", 9, 9.1, PENDING_PAYMENT, "o1")
                            .resolvedBy("sold-out", "ann", 10, 10.1)
                            .read("ann", 40, 40.1, "o1", EXPIRED),
                    "refused while o1 was live");
        }

        @Test
        void catchesAnotherOrderWhileTheUnknownOneIsLive() {
            Tale tale = unsure().listed("ann", 9, 9.1, PENDING_PAYMENT, "o1")
                    .resolved("ann", 10, 10.1, "o2")
                    .read("ann", 40, 40.1, "o1", EXPIRED)
                    .read("ann", 45, 45.1, Tale.shown("o2", EXPIRED, null, 40));
            assertThat(tale.violations()).anyMatch(line -> line.contains("a click answered o2 while o1 was live"));
        }
    }

    @Nested
    class LedgerAgreesRule {
        @Test
        void demandsALedger() {
            assertBroken(expiredOrder().ledger(null), "could not be read");
        }

        @Test
        void catchesAnOrderThatNobodyKnows() {
            assertBroken(
                    expiredOrder().ledger(new Ledger("s", 10, 9, 0, 0, 1, 0, 0, 1, true, true)),
                    "buyers know of 1 ordered units");
        }

        @Test
        void catchesAnUnsettledLedger() {
            assertBroken(expiredOrder().ledger(new Ledger("s", 10, 9, 0, 1, 0, 0, 0, 1, false, true)), "not settled");
        }

        @Test
        void catchesAnUnbalancedLedger() {
            assertBroken(expiredOrder().ledger(new Ledger("s", 10, 9, 0, 0, 0, 0, 0, 1, true, false)), "not balanced");
        }

        @Test
        void catchesAnotherStock() {
            assertBroken(
                    expiredOrder().ledger(new Ledger("s", 11, 11, 0, 0, 0, 0, 0, 1, true, true)), "the stock was 10");
        }

        @Test
        void leavesOutWhatWasLostWithRedis() {
            assertClean(expiredOrder()
                    .allowing(Allowances.afterWipe(1, 0))
                    .bought("bob", 0, 0.1, "o2")
                    .notFound("bob", 35, 35.1, "o2")
                    .ledger(new Ledger("s", 10, 10, 0, 0, 0, 0, 0, 1, true, true)));
        }
    }
}
