package io.flashsale.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flashsale.model.Settlement.Effect;
import io.flashsale.model.Settlement.Kind;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;

class StockSlotTest {

    private static final SaleTerms TERMS = new SaleTerms(5, 3, 4, 100, 200);
    private final StockSlot slot = new StockSlot("sale");

    @Example
    void servesFromTheFirstMomentOfTheWindowToTheLastBeforeItsEnd() {
        open();
        assertThat(slot.apply(clickAt(99))).isEqualTo(new StockAnswer.Refused(Refusal.NOT_OPEN));
        assertThat(slot.apply(clickAt(100))).isInstanceOf(StockAnswer.Answered.class);
        assertThat(slot.apply(clickAt(199))).isInstanceOf(StockAnswer.Answered.class);
        assertThat(slot.apply(clickAt(200))).isEqualTo(new StockAnswer.Refused(Refusal.CLOSED));
    }

    @Example
    void takesNothingAtTheDeadline() {
        open();
        assertThat(click(new Click("a", 1, 150))).isEqualTo(ClickAnswer.without(Outcome.EXPIRED));
        assertThat(click(new Click("a", 1, 151)).outcome()).isEqualTo(Outcome.RESERVED);
    }

    @Example
    void answersARepeatedClickWithTheLiveOrderAndItsOwnQuantity() {
        open();
        assertThat(click("a", 2)).isEqualTo(ClickAnswer.with(Outcome.RESERVED, "sale-1-1", 2));
        assertThat(click("a", 1)).isEqualTo(ClickAnswer.with(Outcome.ALREADY_RESERVED, "sale-1-1", 2));
        assertThat(click("a", 4)).isEqualTo(ClickAnswer.without(Outcome.INVALID_QUANTITY));
        assertThat(slot.state().available()).isEqualTo(3);
    }

    @Example
    void tellsTooFewLeftFromBusyAndSoldOut() {
        open();
        click("a", 3);
        assertThat(click("b", 3).outcome()).isEqualTo(Outcome.TOO_FEW_LEFT);
        assertThat(click("b", 2).outcome()).isEqualTo(Outcome.BUSY);
        settle(Kind.CONFIRM, "sale-1-1");
        assertThat(click("b", 2).outcome()).isEqualTo(Outcome.RESERVED);
        assertThat(click("c", 1)).isEqualTo(ClickAnswer.soldOut(false));
        settle(Kind.PAY, "sale-1-1", "sale-1-2");
        assertThat(click("c", 1)).isEqualTo(ClickAnswer.soldOut(true));
    }

    @Example
    void neverTakesAPaidHoldBackToConfirmed() {
        open();
        click("a", 1);
        assertThat(settle(Kind.PAY, "sale-1-1")).containsExactly(Effect.APPLIED);
        assertThat(slot.state().unconfirmed()).isZero();
        assertThat(settle(Kind.CONFIRM, "sale-1-1")).containsExactly(Effect.NOTHING);
        assertThat(slot.state().paid()).isEqualTo(1);
    }

    @Example
    void leavesTheBuyersNextOrderAloneWhenAnOldReleaseComesAgain() {
        open();
        click("a", 1);
        settle(Kind.RELEASE, "sale-1-1");
        click("a", 2);
        assertThat(settle(Kind.RELEASE, "sale-1-1")).containsExactly(Effect.NOTHING);
        assertThat(slot.state().buyers()).isEqualTo(Map.of("a", "sale-1-2"));
        assertThat(slot.state().available()).isEqualTo(3);
    }

    @Example
    void keepsTheOutboxAndTheHoldsThroughAFence() {
        open();
        click("a", 1);
        slot.apply(new StockCommand.Fence(2));
        assertThat(slot.state().status()).isEqualTo(SlotStatus.RECOVERING);
        assertThat(slot.state().outbox()).containsExactly(new Reservation("sale-1-1", "a", 1));
        assertThat(slot.state().holds()).containsOnlyKeys("sale-1-1");
        assertThat(slot.apply(new StockCommand.Fence(1))).isEqualTo(new StockAnswer.Refused(Refusal.WRONG_EPOCH));
    }

    @Example
    void loadsOnceAndOnlyAtTheFencedEpoch() {
        StockCommand.Load load = new StockCommand.Load(2, TERMS, Map.of(), 0);
        assertThat(slot.apply(load)).isEqualTo(new StockAnswer.Refused(Refusal.UNKNOWN_SALE));
        slot.apply(new StockCommand.Fence(3));
        assertThat(slot.apply(load)).isEqualTo(new StockAnswer.Refused(Refusal.WRONG_EPOCH));
        StockCommand.Load current = new StockCommand.Load(3, TERMS, Map.of(), 0);
        assertThat(slot.apply(current)).isEqualTo(new StockAnswer.Done());
        assertThat(slot.apply(current)).isEqualTo(new StockAnswer.Refused(Refusal.ALREADY_OPEN));
    }

    @Example
    void mintsNewIdsAfterARebuildThatKeepsOldOrders() {
        Map<String, Hold> live = Map.of("sale-1-1", new Hold("a", 2, HoldState.PAID));
        slot.apply(new StockCommand.Fence(2));
        slot.apply(new StockCommand.Load(2, TERMS, live, 7));
        assertThat(slot.state().available()).isEqualTo(3);
        assertThat(slot.state().returned()).isEqualTo(7);
        assertThat(click("b", 1).orderId()).isEqualTo("sale-2-1");
        assertThat(click("a", 1)).isEqualTo(ClickAnswer.with(Outcome.ALREADY_RESERVED, "sale-1-1", 2));
    }

    @Example
    void refusesToLoadMoreThanTheTotal() {
        Map<String, Hold> tooMany = Map.of("sale-1-1", new Hold("a", 6, HoldState.PAID));
        assertThatThrownBy(() -> new StockCommand.Load(2, TERMS, tooMany, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void open() {
        slot.apply(new StockCommand.Fence(1));
        slot.apply(new StockCommand.Load(1, TERMS, Map.of(), 0));
    }

    private ClickAnswer click(String buyer, int quantity) {
        return click(new Click(buyer, quantity, Long.MAX_VALUE));
    }

    private ClickAnswer click(Click click) {
        StockAnswer answer = slot.apply(new StockCommand.Reserve(slot.state().epoch(), 150, List.of(click)));
        return ((StockAnswer.Answered) answer).answers().get(0);
    }

    private static StockCommand clickAt(long nowMillis) {
        return new StockCommand.Reserve(1, nowMillis, List.of(new Click("a", 1, Long.MAX_VALUE)));
    }

    private List<Effect> settle(Kind kind, String... orderIds) {
        List<Settlement> settlements = List.of(orderIds).stream()
                .map(orderId -> new Settlement(orderId, kind))
                .toList();
        StockAnswer answer = slot.apply(new StockCommand.Settle(1, settlements));
        return ((StockAnswer.Settled) answer).effects();
    }
}
