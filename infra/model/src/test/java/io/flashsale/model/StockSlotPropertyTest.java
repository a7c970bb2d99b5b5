package io.flashsale.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.model.Settlement.Effect;
import io.flashsale.model.Settlement.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

class StockSlotPropertyTest {

    private static final long NOW_MILLIS = 1_700_000_000_000L;

    @Property(tries = 3000)
    void everyInvariantHoldsAfterEveryCommand(@ForAll long seed, @ForAll @IntRange(min = 1, max = 150) int length) {
        StockSlot slot = new StockSlot("sale");
        for (StockCommand command : commands(seed, length)) {
            slot.apply(command);
            StockInvariants.verify(slot.state());
        }
    }

    @Property(tries = 1000)
    void aRefusedCommandChangesNothing(@ForAll long seed, @ForAll @IntRange(min = 1, max = 150) int length) {
        StockSlot slot = new StockSlot("sale");
        for (StockCommand command : commands(seed, length)) {
            StockState before = slot.state();
            if (slot.apply(command) instanceof StockAnswer.Refused) {
                assertThat(slot.state()).isEqualTo(before);
            }
        }
    }

    @Property(tries = 1000)
    void theOutboxIsTheReservationsThatKafkaHasNotAcknowledged(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 150) int length) {
        StockSlot slot = new StockSlot("sale");
        List<String> unsent = new ArrayList<>();
        for (StockCommand command : commands(seed, length)) {
            minted(slot.apply(command)).forEach(unsent::add);
            if (command instanceof StockCommand.Acknowledge acknowledge) {
                unsent.removeAll(acknowledge.orderIds());
            } else if (command instanceof StockCommand.Wipe) {
                unsent.clear();
            }
            assertThat(slot.state().outbox()).extracting(Reservation::orderId).isEqualTo(unsent);
        }
    }

    @Property(tries = 1000)
    void anOrderIdIsMintedOnceAsLongAsEpochsRise(@ForAll long seed, @ForAll @IntRange(min = 1, max = 150) int length) {
        StockSlot slot = new StockSlot("sale");
        Set<String> seen = new HashSet<>();
        for (StockCommand command : commands(seed, length)) {
            if (command instanceof StockCommand.Wipe) {
                continue;
            }
            assertThat(minted(slot.apply(command))).allMatch(seen::add);
        }
    }

    @Property(tries = 1000)
    void theVersionCountsReservationsAndAppliedSettlements(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 150) int length) {
        StockSlot slot = new StockSlot("sale");
        for (StockCommand command : commands(seed, length)) {
            StockState before = slot.state();
            StockAnswer answer = slot.apply(command);
            if (command instanceof StockCommand.Reserve || command instanceof StockCommand.Settle) {
                long changes = minted(answer).size() + applied(answer);
                assertThat(slot.state().version()).isEqualTo(before.version() + changes);
            }
        }
    }

    @Property(tries = 1000)
    void aSecondReleaseReturnsNothing(@ForAll long seed, @ForAll @IntRange(min = 20, max = 150) int length) {
        StockSlot slot = new StockSlot("sale");
        commands(seed, length).forEach(slot::apply);
        List<Settlement> releases = slot.state().holds().keySet().stream()
                .map(orderId -> new Settlement(orderId, Kind.RELEASE))
                .toList();
        StockCommand.Settle settle = new StockCommand.Settle(slot.state().epoch(), releases);
        slot.apply(settle);
        StockState once = slot.state();
        StockAnswer again = slot.apply(settle);
        if (again instanceof StockAnswer.Settled settled) {
            assertThat(settled.effects()).allMatch(effect -> effect == Effect.NOTHING);
            assertThat(slot.state()).isEqualTo(once);
            assertThat(once.available()).isEqualTo(once.terms().total());
        }
    }

    @Property(tries = 1000)
    @StatisticsReport(onFailureOnly = true)
    void theRandomCommandsReachEveryOutcome(@ForAll Random random) {
        StockSlot slot = new StockSlot("sale");
        for (StockCommand command : StockCommands.random(random, "sale", NOW_MILLIS, 100, true)) {
            StockAnswer answer = slot.apply(command);
            if (answer instanceof StockAnswer.Refused refused) {
                Statistics.label("refusals").collect(refused.reason());
            } else if (answer instanceof StockAnswer.Answered answered) {
                answered.answers().forEach(click -> Statistics.label("outcomes").collect(click.outcome()));
            } else if (answer instanceof StockAnswer.Settled settled) {
                settled.effects().forEach(effect -> Statistics.label("effects").collect(effect));
            }
        }
        for (Refusal refusal : Refusal.values()) {
            Statistics.label("refusals").coverage(seen -> seen.check(refusal).count(count -> count > 20));
        }
        for (Outcome outcome : Outcome.values()) {
            Statistics.label("outcomes").coverage(seen -> seen.check(outcome).count(count -> count > 100));
        }
        Statistics.label("effects").coverage(seen -> seen.check(Effect.APPLIED).percentage(share -> share > 10));
    }

    private static List<StockCommand> commands(long seed, int length) {
        return StockCommands.random(new Random(seed), "sale", NOW_MILLIS, length, true);
    }

    private static List<String> minted(StockAnswer answer) {
        return answer instanceof StockAnswer.Answered answered
                ? answered.answers().stream()
                        .filter(click -> click.outcome() == Outcome.RESERVED)
                        .map(ClickAnswer::orderId)
                        .collect(Collectors.toList())
                : List.of();
    }

    private static long applied(StockAnswer answer) {
        return answer instanceof StockAnswer.Settled settled
                ? settled.effects().stream()
                        .filter(effect -> effect == Effect.APPLIED)
                        .count()
                : 0;
    }
}
