package io.flashsale.model.sale;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.model.StockSlot;
import io.flashsale.model.UnguardedSlots;
import java.util.Optional;
import net.jqwik.api.Example;

/** Takes the rules away one at a time: a model that did not notice would prove nothing. */
class GuardTest {

    private static final int TRIES = 10_000;
    private final StockSlot slot = new StockSlot("sale");

    @Example
    void nothingBreaksWithAllRules() {
        assertThat(Schedule.withLossOfRedis().firstViolation(TRIES, slot)).isEmpty();
        assertThat(Schedule.withoutLossOfRedis().firstViolation(TRIES, slot)).isEmpty();
    }

    @Example
    void aRebuildThatDoesNotEmptyTheOutboxPromisesUnitsTwice() {
        assertBroken(
                Schedule.withoutLossOfRedis(Guard.OUTBOX_EMPTIED).firstViolation(TRIES, slot),
                "a Redis that was never lost promises no more than MySQL has");
    }

    @Example
    void aRebuildThatDoesNotAwaitTheOffsetsMissesOrders() {
        assertBroken(
                Schedule.withoutLossOfRedis(Guard.OFFSETS_AWAITED).firstViolation(TRIES, slot),
                "total = available + pending + paid");
    }

    @Example
    void anEpochThatIsLoadedTwiceRepeatsOrderIds() {
        assertBroken(
                Schedule.withLossOfRedis(Guard.ONE_LOAD_PER_EPOCH).firstViolation(TRIES, slot),
                "order ids never repeat");
    }

    @Example
    void aRelayThatDeletesBeforeTheAcknowledgementLosesOrders() {
        assertBroken(
                Schedule.withLossOfRedis(Guard.DELETE_AFTER_ACKNOWLEDGEMENT).firstViolation(TRIES, slot),
                "every 202 became an order");
    }

    @Example
    void withoutTheAllotmentALostRedisOversells() {
        assertBroken(Schedule.withLossOfRedis(Guard.ALLOTMENT).firstViolation(TRIES, slot), "no oversell");
    }

    @Example
    void withoutTheUniqueKeyALostRedisSellsTwiceToOneBuyer() {
        assertBroken(
                Schedule.withLossOfRedis(Guard.ONE_LIVE_ORDER).firstViolation(TRIES, slot), "one live order per buyer");
    }

    @Example
    void aRepeatedReservationIsRecognisedByItsId() {
        assertBroken(
                Schedule.withoutLossOfRedis(Guard.KNOWN_ORDER_ID).firstViolation(TRIES, slot),
                "taken = pending + paid");
    }

    @Example
    void newsThatIsNotRetriedLeavesUnitsBehind() {
        assertBroken(
                Schedule.withoutLossOfRedis(Guard.NEWS_RETRIED).firstViolation(4 * TRIES, slot), "closed = returned");
    }

    @Example
    void onlyTheLedgerTellsOfAnOrderThatLandedAfterARebuild() {
        assertBroken(
                Schedule.withLossOfRedis(Guard.LEDGER_WATCHED).firstViolation(TRIES, slot),
                "total = available + pending + paid");
    }

    @Example
    void aReplicaThatServesBeforeItsFenceRepeatsOrderIds() {
        assertBroken(
                Schedule.withLossOfRedis(Guard.FENCE_AFTER_FAILOVER).firstViolation(TRIES, slot),
                "order ids never repeat");
    }

    @Example
    void aLatePaymentIsRefunded() {
        assertBroken(
                Schedule.withoutLossOfRedis(Guard.REFUND_AFTER_CLOSING).firstViolation(TRIES, slot),
                "money is kept for paid orders");
    }

    @Example
    void aReleaseWithoutItsHoldReturnsUnitsTwice() {
        assertBroken(
                Schedule.withoutLossOfRedis().firstViolation(TRIES, UnguardedSlots.releasingWithoutHold()),
                "total = available + held");
    }

    @Example
    void aReleaseThatDeletesTheBuyersNextEntryIsSeen() {
        assertBroken(
                Schedule.withoutLossOfRedis().firstViolation(TRIES, UnguardedSlots.forgettingTheBuyer()),
                "one hold per buyer");
    }

    @Example
    void aSlotThatServesAnyEpochLetsAFrozenRebuildIn() {
        assertBroken(Schedule.withoutLossOfRedis().firstViolation(TRIES, UnguardedSlots.servingAnyEpoch()), "broken: ");
    }

    private static void assertBroken(Optional<String> violation, String invariant) {
        assertThat(violation).hasValueSatisfying(message -> assertThat(message).contains(invariant));
    }
}
