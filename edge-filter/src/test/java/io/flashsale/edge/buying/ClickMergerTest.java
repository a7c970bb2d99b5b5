package io.flashsale.edge.buying;

import static io.flashsale.edge.rig.TestSale.OPENS_AT;
import static io.flashsale.edge.rig.TestSale.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.buying.Clicks.Click;
import io.flashsale.edge.buying.Clicks.Sender;
import io.flashsale.edge.concurrency.TestLimiters;
import io.flashsale.edge.concurrency.UpstreamLimiter;
import io.flashsale.edge.rig.MutableClock;
import io.flashsale.edge.rig.RecordedResponse;
import io.flashsale.edge.selling.Boards;
import io.flashsale.edge.selling.SaleMemory;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClickMergerTest {

    private static final int MAX_BATCH = 3;
    private static final int MAX_WAITING = 5;
    private static final Duration DEADLINE = Duration.ofMillis(1_500);

    private final MutableClock clock = new MutableClock(OPENS_AT);
    private final SaleMemory memory = Boards.remembering(sale().build(), clock);
    private final Sender sender = new Sender();
    private final UpstreamLimiter limiter = TestLimiters.fixed(1_000);
    private final ClickMerger merger =
            new ClickMerger(sender::send, new ClickAnswers(), limiter, clock, MAX_BATCH, 1, MAX_WAITING);

    @Test
    void aLoneClickGoesAtOnce() {
        Click click = click("alice");
        assertThat(merger.add("sale1", click.pending())).isNull();
        assertThat(sender.flights).hasSize(1);
        assertThat(sender.last().clicks()).containsExactly(click.pending());
        assertThat(sender.last().saleId()).isEqualTo("sale1");
        sender.last().land();
        assertAccepted(click, "sale1-1-0");
    }

    @Test
    void clicksDuringAFlightGoTogetherInTheNextUpToTheLargestBatch() {
        List<Click> clicks = add(1 + 4);
        assertThat(sender.flights).hasSize(1);
        sender.last().land();
        assertThat(sender.flights).hasSize(2);
        assertThat(sender.last().clicks()).containsExactlyElementsOf(pending(clicks.subList(1, 4)));
        sender.last().land();
        assertThat(sender.last().clicks()).containsExactlyElementsOf(pending(clicks.subList(4, 5)));
        sender.last().land();
        assertThat(sender.flights).hasSize(3);
        assertThat(clicks).allMatch(click -> click.response().isAnsweredOnce());
        assertThat(memory.acceptedCount()).isEqualTo(5);
    }

    @Test
    void severalCallsAreUnderWayAtATimeAndTheLaneEndsWithTheLast() {
        ClickMerger wide = new ClickMerger(sender::send, new ClickAnswers(), limiter, clock, MAX_BATCH, 2, MAX_WAITING);
        for (int i = 0; i < 4; i++) {
            wide.add("sale1", click("buyer" + i).pending());
        }
        assertThat(sender.flights).as("two go, two wait").hasSize(2);
        sender.flights.get(1).land();
        assertThat(sender.flights).hasSize(3);
        assertThat(sender.last().clicks()).hasSize(2);
        sender.flights.get(0).land();
        sender.last().land();
        assertThat(limiter.inFlight()).isZero();
        wide.add("sale1", click("late").pending());
        assertThat(sender.flights).hasSize(4);
    }

    @Test
    void everyClickGetsItsOwnAnswer() {
        add(1);
        List<Click> clicks = add(3);
        sender.last().land();
        sender.last()
                .promise()
                .complete(List.of(
                        Clicks.reserved("sale1-1-7"), Clicks.refused("SOLD_OUT"), Clicks.reserved("sale1-1-8")));
        assertAccepted(clicks.get(0), "sale1-1-7");
        assertDropped(clicks.get(1), 409, "sold-out");
        assertAccepted(clicks.get(2), "sale1-1-8");
    }

    @Test
    void salesDoNotWaitForOneAnother() {
        add(1);
        Click other = click("alice");
        merger.add("sale2", other.pending());
        assertThat(sender.flights).hasSize(2);
        sender.last().land();
        assertThat(other.response().isAnsweredOnce()).isTrue();
    }

    @Test
    void aFullLaneTakesNoMoreUntilItMoves() {
        add(1 + MAX_WAITING);
        Click tooMany = click("late");
        assertThat(merger.add("sale1", tooMany.pending())).isEqualTo(DropReason.QUEUE_FULL);
        assertThat(tooMany.response().isAnswered()).isFalse();
        sender.last().land();
        assertThat(merger.add("sale1", tooMany.pending())).isNull();
        sender.last().land();
        sender.last().land();
        assertThat(tooMany.response().isAnsweredOnce()).isTrue();
    }

    @Test
    void aFailureLeavesTheOutcomeUnknownForItsBatchAndTheLaneGoesOn() {
        List<Click> clicks = add(1 + 2);
        sender.last().promise().fail("connection lost");
        assertDropped(clicks.get(0), 503, "unknown-outcome");
        assertThat(clicks.get(0).response().header("Retry-After")).isEqualTo("1");
        assertThat(sender.flights).hasSize(2);
        sender.last().land();
        assertAccepted(clicks.get(1), "sale1-1-0");
        assertAccepted(clicks.get(2), "sale1-1-1");
        assertThat(memory.droppedCount(DropReason.UNKNOWN_OUTCOME)).isEqualTo(1);
    }

    @Test
    void whatWasSurelyNotSentIsSoldOutForNow() {
        List<Click> clicks = add(1);
        sender.last().promise().fail(new ReservationClient.NotSent(new IllegalStateException("refused")));
        assertDropped(clicks.get(0), 409, "sold-out");
        assertThat(memory.droppedCount(DropReason.INVENTORY_UNREACHABLE)).isEqualTo(1);
    }

    @Test
    void aSenderThatThrowsFailsItsBatchAndTheLaneGoesOn() {
        List<Integer> sizes = new ArrayList<>();
        ClickMerger throwing = new ClickMerger(
                (saleId, batch) -> {
                    sizes.add(batch.size());
                    if (sizes.size() == 1) {
                        throw new IllegalStateException("the client is closed");
                    }
                    return Future.succeededFuture(batch.stream()
                            .map(each -> Clicks.reserved("sale1-1-1"))
                            .toList());
                },
                new ClickAnswers(),
                limiter,
                clock,
                MAX_BATCH,
                1,
                MAX_WAITING);
        Click first = click("alice");
        throwing.add("sale1", first.pending());
        assertDropped(first, 503, "unknown-outcome");
        Click second = click("bob");
        throwing.add("sale1", second.pending());
        assertAccepted(second, "sale1-1-1");
    }

    @Test
    void anAnswerThatCannotBeReadDoesNotCostTheOthersTheirs() {
        add(1);
        List<Click> clicks = add(3);
        sender.last().land();
        List<ReservationAnswer> answers = new ArrayList<>();
        answers.add(Clicks.refused(null));
        answers.add(new ReservationAnswer("RESERVED", null, 1, "QUEUED", false));
        answers.add(Clicks.reserved("sale1-1-9"));
        sender.last().promise().complete(answers);
        assertDropped(clicks.get(0), 503, "unknown-outcome");
        assertDropped(clicks.get(1), 503, "unknown-outcome");
        assertAccepted(clicks.get(2), "sale1-1-9");
        assertThat(memory.acceptedCount() + memory.droppedCount(DropReason.UNKNOWN_OUTCOME))
                .as("each click counted once")
                .isEqualTo(4);
    }

    @Test
    void fewerAnswersThanClicksLeaveNobodyWaiting() {
        add(1);
        List<Click> clicks = add(3);
        sender.last().land();
        sender.last().promise().complete(List.of(Clicks.reserved("sale1-1-9")));
        assertAccepted(clicks.get(0), "sale1-1-9");
        assertDropped(clicks.get(1), 503, "unknown-outcome");
        assertDropped(clicks.get(2), 503, "unknown-outcome");
    }

    @Test
    void aClickWhoseDeadlinePassedWhileItWaitedIsAnsweredAndNotSent() {
        List<Click> clicks = add(1 + MAX_WAITING);
        clock.advance(DEADLINE.plusMillis(1));
        Click fresh = click("fresh");
        sender.last().promise().fail("timeout");
        assertThat(sender.flights).as("nothing worth sending was left").hasSize(1);
        for (Click late : clicks.subList(1, clicks.size())) {
            assertDropped(late, 409, "sold-out");
        }
        assertThat(memory.droppedCount(DropReason.DEADLINE_PASSED)).isEqualTo(MAX_WAITING);
        merger.add("sale1", fresh.pending());
        sender.last().land();
        assertAccepted(fresh, "sale1-1-0");
    }

    @Test
    void whatWasLetInIsTakenInAndCountsThoughThereIsNoPermit() {
        UpstreamLimiter two = TestLimiters.fixed(2);
        ClickMerger narrow = new ClickMerger(sender::send, new ClickAnswers(), two, clock, MAX_BATCH, 1, MAX_WAITING);
        for (int i = 0; i < 1 + MAX_WAITING; i++) {
            assertThat(narrow.add("sale1", click("buyer" + i).pending())).isNull();
        }
        assertThat(narrow.add("sale1", click("late").pending())).isEqualTo(DropReason.QUEUE_FULL);
        assertThat(two.inFlight()).isEqualTo(1 + MAX_WAITING);
        assertThat(two.hasRoom(true)).isFalse();
        while (two.inFlight() > 0) {
            sender.last().land();
        }
        assertThat(two.hasRoom(false)).isTrue();
    }

    @Test
    void aClickThatFailsToBeAnsweredGivesItsPermitBackToo() {
        Click broken = new Click(
                new PendingClick(memory, "alice", 1, clock.millis() + 1, null, 0, null), new RecordedResponse());
        assertThat(merger.add("sale1", broken.pending())).isNull();
        assertThat(limiter.inFlight()).isEqualTo(1);
        assertThatThrownBy(() -> sender.last().promise().fail("lost")).isInstanceOf(NullPointerException.class);
        assertThat(limiter.inFlight()).isZero();
    }

    @Test
    void aClickWaitsFromWhenItIsTakenInUntilItIsAnsweredOrExpires() {
        assertThat(memory.underWayCount()).isZero();
        add(1);
        assertThat(memory.underWayCount()).isEqualTo(1);
        sender.last().land();
        assertThat(memory.underWayCount()).isZero();

        add(2);
        assertThat(memory.underWayCount()).isEqualTo(2);
        clock.advance(DEADLINE.plusMillis(1));
        sender.last().promise().fail("lost");
        assertThat(memory.underWayCount()).isZero();
    }

    @Test
    void aClickIsStillSentAtItsDeadline() {
        List<Click> clicks = add(2);
        clock.advance(DEADLINE);
        sender.last().land();
        sender.last().land();
        assertAccepted(clicks.get(1), "sale1-1-0");
    }

    @Test
    void aBuyerWhoWentAwayHoldsNobodyUp() {
        add(1);
        List<Click> clicks = add(2);
        sender.last().land();
        clicks.get(0).response().close();
        sender.last().land();
        assertThat(clicks.get(0).response().isAnswered()).isFalse();
        assertAccepted(clicks.get(1), "sale1-1-1");
        assertThat(memory.isContender(clicks.get(0).pending().buyerId()))
                .as("the order is theirs all the same")
                .isTrue();
    }

    private List<Click> add(int count) {
        List<Click> clicks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Click click = click("buyer" + i);
            assertThat(merger.add("sale1", click.pending())).isNull();
            clicks.add(click);
        }
        return clicks;
    }

    private Click click(String buyerId) {
        return Click.by(memory, buyerId, clock.millis() + DEADLINE.toMillis());
    }

    private static List<PendingClick> pending(List<Click> clicks) {
        return clicks.stream().map(Click::pending).toList();
    }

    private static void assertAccepted(Click click, String orderId) {
        assertThat(click.response().isAnsweredOnce()).isTrue();
        assertThat(click.response().status()).isEqualTo(202);
        assertThat(click.response().header("Location")).isEqualTo("/api/orders/" + orderId);
        assertThat(click.response().json().getMap())
                .containsOnly(
                        java.util.Map.entry("orderId", orderId),
                        java.util.Map.entry("saleId", "sale1"),
                        java.util.Map.entry("quantity", 1),
                        java.util.Map.entry("status", "QUEUED"));
    }

    private static void assertDropped(Click click, int status, String type) {
        assertThat(click.response().isAnsweredOnce()).isTrue();
        assertThat(click.response().status()).isEqualTo(status);
        assertThat(click.response().json().getString("type")).isEqualTo("/problems/" + type);
        assertThat(click.response().header("Location")).isNull();
    }
}
