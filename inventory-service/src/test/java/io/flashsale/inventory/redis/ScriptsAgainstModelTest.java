package io.flashsale.inventory.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.model.Click;
import io.flashsale.model.ClickAnswer;
import io.flashsale.model.Hold;
import io.flashsale.model.HoldState;
import io.flashsale.model.Refusal;
import io.flashsale.model.Reservation;
import io.flashsale.model.Settlement;
import io.flashsale.model.SlotStatus;
import io.flashsale.model.StockAnswer;
import io.flashsale.model.StockCommand;
import io.flashsale.model.StockCommands;
import io.flashsale.model.StockSlot;
import io.flashsale.model.StockState;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.StreamEntryID;

/** The Lua scripts on real Redis do what the model does: same answers, same state, command by command. */
class ScriptsAgainstModelTest {

    private static final int SEQUENCES = 2_000;
    private static final int COMMANDS = 30;

    /** What a script does is asked here, not whether it survives: the disk need not hear of every command. */
    @BeforeAll
    static void spareTheDisk() {
        try (RedisSlot slot = RedisSlot.absent()) {
            slot.redis().configSet("appendfsync", "no");
        }
    }

    @AfterAll
    static void useTheDiskAgain() {
        try (RedisSlot slot = RedisSlot.absent()) {
            slot.redis().configSet("appendfsync", "always");
        }
    }

    @Test
    void everyRandomSequenceOfCommandsEndsTheSame() {
        for (int seed = 0; seed < SEQUENCES; seed++) {
            try (RedisSlot slot = RedisSlot.absent()) {
                StockSlot model = new StockSlot(slot.saleId());
                List<StockCommand> commands = StockCommands.random(
                        new Random(seed), slot.saleId(), System.currentTimeMillis(), COMMANDS, false);
                for (int i = 0; i < commands.size(); i++) {
                    compare(slot, model, commands.get(i), "seed " + seed + ", command " + i);
                }
            }
        }
    }

    private static void compare(RedisSlot slot, StockSlot model, StockCommand command, String where) {
        if (command instanceof StockCommand.Load) {
            // The script insists on what a rebuild's third step has done: the outbox is empty.
            StockCommand acknowledgeAll = new StockCommand.Acknowledge(
                    model.state().outbox().stream().map(Reservation::orderId).toList());
            apply(slot, acknowledgeAll, model.state());
            model.apply(acknowledgeAll);
        }
        StockAnswer real = apply(slot, command, model.state());
        StockAnswer expected = model.apply(command);

        assertThat(real).as("%s: answer to %s", where, command).isEqualTo(expected);
        assertSameState(slot, model.state(), where + " after " + command);
    }

    private static StockAnswer apply(RedisSlot slot, StockCommand command, StockState before) {
        if (command instanceof StockCommand.Reserve reserve) {
            return reserve(slot, reserve);
        } else if (command instanceof StockCommand.Settle settle) {
            return settle(slot, settle);
        } else if (command instanceof StockCommand.Fence fence) {
            int code = slot.runForCode(Script.FENCE_SALE, List.of(Long.toString(fence.epoch()), slot.saleId()));
            boolean openAtThisEpoch = before.status() == SlotStatus.OPEN && before.epoch() == fence.epoch();
            return code == 0 || openAtThisEpoch ? new StockAnswer.Done() : new StockAnswer.Refused(Refusal.WRONG_EPOCH);
        } else if (command instanceof StockCommand.Load load) {
            return load(slot, load);
        } else if (command instanceof StockCommand.Acknowledge acknowledge) {
            slot.redis().xrange(slot.key(SlotKey.OUTBOX), (StreamEntryID) null, (StreamEntryID) null).stream()
                    .filter(entry ->
                            acknowledge.orderIds().contains(entry.getFields().get("o")))
                    .forEach(entry -> slot.redis().xdel(slot.key(SlotKey.OUTBOX), entry.getID()));
            return new StockAnswer.Done();
        }
        slot.erase();
        return new StockAnswer.Done();
    }

    private static StockAnswer reserve(RedisSlot slot, StockCommand.Reserve reserve) {
        List<String> arguments = new ArrayList<>(List.of(Long.toString(reserve.epoch())));
        for (Click click : reserve.clicks()) {
            arguments.addAll(List.of(
                    click.buyer(), Integer.toString(click.quantity()), Long.toString(click.deadlineMillis()), ""));
        }
        List<Object> reply = slot.runForList(Script.RESERVE_STOCK, arguments);
        int status = ((Long) reply.get(0)).intValue();
        if (status != 0) {
            return new StockAnswer.Refused(Refusal.valueOf(
                    io.flashsale.inventory.redis.SlotStatus.ofCode(status).name()));
        }
        List<ClickAnswer> answers = new ArrayList<>();
        Iterator<Object> fields = reply.subList(4, reply.size()).iterator();
        while (fields.hasNext()) {
            var outcome = io.flashsale.inventory.Outcome.ofCode(((Long) fields.next()).intValue());
            String orderId = (String) fields.next();
            int units = ((Long) fields.next()).intValue();
            fields.next();
            var named = io.flashsale.model.Outcome.valueOf(outcome.name());
            answers.add(
                    switch (outcome) {
                        case RESERVED, ALREADY_RESERVED -> new ClickAnswer(named, orderId, units, false);
                        case SOLD_OUT ->
                            new ClickAnswer(named, null, 0, reply.get(3).equals(1L));
                        default -> new ClickAnswer(named, null, 0, false);
                    });
        }
        return new StockAnswer.Answered(answers);
    }

    private static StockAnswer settle(RedisSlot slot, StockCommand.Settle settle) {
        List<String> arguments = new ArrayList<>(List.of(Long.toString(settle.epoch())));
        for (Settlement settlement : settle.settlements()) {
            arguments.add(settlement.orderId());
            arguments.add(settlement.kind().name().substring(0, 1));
        }
        List<Object> reply = slot.runForList(Script.SETTLE_HOLDS, arguments);
        int status = ((Long) reply.get(0)).intValue();
        if (status != 0) {
            return new StockAnswer.Refused(Refusal.valueOf(
                    io.flashsale.inventory.redis.SlotStatus.ofCode(status).name()));
        }
        return new StockAnswer.Settled(reply.subList(3, reply.size()).stream()
                .map(applied -> applied.equals(1L) ? Settlement.Effect.APPLIED : Settlement.Effect.NOTHING)
                .toList());
    }

    private static StockAnswer load(RedisSlot slot, StockCommand.Load load) {
        List<String> page =
                new ArrayList<>(List.of(Long.toString(load.epoch()), "1", Long.toString(System.currentTimeMillis())));
        load.holds()
                .forEach((orderId, hold) -> page.addAll(List.of(
                        orderId,
                        hold.buyer(),
                        Integer.toString(hold.units()),
                        hold.state() == HoldState.PAID ? "P" : "C")));
        int code = slot.runForCode(Script.LOAD_HOLDS, page);
        if (code == 0) {
            code = slot.runForCode(
                    Script.OPEN_SALE,
                    List.of(
                            Long.toString(load.epoch()),
                            Integer.toString(load.terms().total()),
                            Integer.toString(load.closedUnits()),
                            Integer.toString(load.terms().perUserLimit()),
                            Integer.toString(load.terms().maxUnconfirmed()),
                            Long.toString(load.terms().opensAtMillis()),
                            Long.toString(load.terms().closesAtMillis())));
        }
        return switch (code) {
            case 0 -> new StockAnswer.Done();
            case 1 -> new StockAnswer.Refused(Refusal.UNKNOWN_SALE);
            case 2 -> new StockAnswer.Refused(Refusal.WRONG_EPOCH);
            case 3 -> new StockAnswer.Refused(Refusal.ALREADY_OPEN);
            default -> throw new AssertionError("load answered " + code);
        };
    }

    private static void assertSameState(RedisSlot slot, StockState expected, String where) {
        RedisSlot.Content content = slot.content();
        Map<String, String> sale = content.sale();
        if (expected.status() == SlotStatus.ABSENT) {
            assertThat(sale).as(where).isEmpty();
            return;
        }
        assertThat(sale).as(where).containsEntry("epoch", Long.toString(expected.epoch()));
        assertThat(sale.get("state")).as(where).isEqualTo(expected.status().name());
        assertThat(outbox(content)).as("%s: outbox", where).isEqualTo(expected.outbox());
        if (expected.status() == SlotStatus.OPEN) {
            assertThat(sale)
                    .as(where)
                    .containsEntry("available", Integer.toString(expected.available()))
                    .containsEntry("held", Integer.toString(expected.held()))
                    .containsEntry("unconfirmedUnits", Integer.toString(expected.unconfirmed()))
                    .containsEntry("paidUnits", Integer.toString(expected.paid()))
                    .containsEntry("returnedUnits", Integer.toString(expected.returned()))
                    .containsEntry("sequence", Long.toString(expected.sequence()))
                    .containsEntry("version", Long.toString(expected.version()))
                    .containsEntry(
                            "holdCount", Integer.toString(expected.holds().size()));
            assertThat(holds(content)).as("%s: holds", where).isEqualTo(expected.holds());
            assertThat(content.buyers()).as("%s: buyers", where).isEqualTo(expected.buyers());
            assertThat(content.unconfirmed())
                    .as("%s: unconfirmed", where)
                    .containsExactlyInAnyOrderElementsOf(expected.holds().entrySet().stream()
                            .filter(hold -> hold.getValue().state() == HoldState.UNCONFIRMED)
                            .map(Map.Entry::getKey)
                            .toList());
        }
    }

    private static Map<String, Hold> holds(RedisSlot.Content content) {
        Map<String, Hold> holds = new TreeMap<>();
        content.holds().forEach((orderId, stored) -> {
            var hold = io.flashsale.inventory.Hold.parse(orderId, stored);
            HoldState state =
                    switch (hold.state()) {
                        case 'U' -> HoldState.UNCONFIRMED;
                        case 'C' -> HoldState.CONFIRMED;
                        default -> HoldState.PAID;
                    };
            holds.put(orderId, new Hold(hold.buyerId(), hold.quantity(), state));
        });
        return holds;
    }

    private static List<Reservation> outbox(RedisSlot.Content content) {
        return content.outbox().stream()
                .map(entry -> new Reservation(
                        entry.getFields().get("o"),
                        entry.getFields().get("b"),
                        Integer.parseInt(entry.getFields().get("q"))))
                .toList();
    }
}
