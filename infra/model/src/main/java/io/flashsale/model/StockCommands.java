package io.flashsale.model;

import io.flashsale.model.Settlement.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A source of random commands for one slot: the same seed gives the same sequence.
 *
 * <p>Buyers, quantities and totals are small so that clicks collide. The source follows a slot of its own, so that
 * epochs and order ids are mostly sensible and sometimes old, foreign or ahead. All moments lie at least an hour from
 * {@code baseMillis}, so a sequence means the same on a slot with a clock of its own that started near it; with
 * {@code exactMoments} they also fall on it and beside it, for a slot that is told the time.
 */
public final class StockCommands {

    private static final int BUYERS = 8;
    private static final int ORDERS_REMEMBERED = 24;
    private static final long HOUR_MILLIS = 3_600_000;

    private final String saleId;
    private final Random random;
    private final long baseMillis;
    private final boolean exactMoments;
    private final StockSlot shadow;
    private final List<String> seen = new ArrayList<>();

    private StockCommands(String saleId, Random random, long baseMillis, boolean exactMoments) {
        this.saleId = saleId;
        this.random = random;
        this.baseMillis = baseMillis;
        this.exactMoments = exactMoments;
        this.shadow = new StockSlot(saleId);
    }

    /**
     * A sequence of commands, meant for a slot that is absent.
     *
     * @param baseMillis epoch milliseconds at which every batch is served
     * @param exactMoments whether windows and deadlines may touch {@code baseMillis}
     */
    public static List<StockCommand> random(
            Random random, String saleId, long baseMillis, int length, boolean exactMoments) {
        StockCommands commands = new StockCommands(saleId, random, baseMillis, exactMoments);
        List<StockCommand> sequence = new ArrayList<>();
        while (sequence.size() < length) {
            sequence.add(commands.next());
        }
        return List.copyOf(sequence);
    }

    private StockCommand next() {
        StockCommand command = choose();
        shadow.apply(command);
        shadow.state().holds().keySet().stream()
                .filter(orderId -> !seen.contains(orderId))
                .forEach(seen::add);
        while (seen.size() > ORDERS_REMEMBERED) {
            seen.remove(0);
        }
        return command;
    }

    private StockCommand choose() {
        StockState state = shadow.state();
        int dice = random.nextInt(100);
        // A slot that cannot sell is soon repaired, or a sequence would spend its length on refusals.
        if (state.status() == SlotStatus.ABSENT && dice < 60) {
            return fence(state);
        } else if (state.status() == SlotStatus.RECOVERING && dice < 60) {
            return load(state);
        } else if (dice < 48) {
            return reserve(state);
        } else if (dice < 82) {
            return settle(state);
        } else if (dice < 92) {
            return acknowledge(state);
        } else if (dice < 95) {
            return fence(state);
        }
        return dice < 98 ? load(state) : new StockCommand.Wipe();
    }

    private StockCommand reserve(StockState state) {
        List<Click> clicks = new ArrayList<>();
        for (int count = 1 + random.nextInt(5); count > 0; count--) {
            int quantity = oneIn(12) ? random.nextInt(7) - 1 : 1 + random.nextInt(2);
            clicks.add(new Click(buyer(), quantity, moment(oneIn(12) ? -1 : 1)));
        }
        return new StockCommand.Reserve(epoch(state), baseMillis, clicks);
    }

    private StockCommand settle(StockState state) {
        List<Settlement> settlements = new ArrayList<>();
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            settlements.add(new Settlement(orderId(state), Kind.values()[random.nextInt(Kind.values().length)]));
        }
        return new StockCommand.Settle(epoch(state), settlements);
    }

    private StockCommand acknowledge(StockState state) {
        List<String> orderIds = new ArrayList<>();
        state.outbox().stream()
                .limit(1 + random.nextInt(6))
                .map(Reservation::orderId)
                .filter(orderId -> !oneIn(6))
                .forEach(orderIds::add);
        if (oneIn(6)) {
            orderIds.add(orderId(state));
        }
        return new StockCommand.Acknowledge(orderIds);
    }

    private StockCommand fence(StockState state) {
        return new StockCommand.Fence(Math.max(1, state.epoch() + (oneIn(5) ? random.nextInt(4) - 2 : 1)));
    }

    private StockCommand load(StockState state) {
        int total = 1 + random.nextInt(12);
        long opensAt = moment(oneIn(12) ? 1 : -1);
        long closesAt = moment(oneIn(12) ? -1 : 1);
        SaleTerms terms = new SaleTerms(total, 1 + random.nextInt(3), random.nextInt(8), opensAt, closesAt);
        Map<String, Hold> holds = new HashMap<>();
        int room = total;
        for (Map.Entry<String, Hold> entry : state.holds().entrySet()) {
            Hold hold = entry.getValue();
            // As in MySQL: some orders arrived, some were lost with a wipe, all fit the total.
            if (hold.units() <= room && !oneIn(4)) {
                HoldState arrived = hold.state() == HoldState.PAID ? HoldState.PAID : HoldState.CONFIRMED;
                holds.put(entry.getKey(), hold.raisedTo(arrived));
                room -= hold.units();
            }
        }
        return new StockCommand.Load(epoch(state), terms, holds, random.nextInt(6));
    }

    private long epoch(StockState state) {
        return oneIn(12) ? Math.max(1, state.epoch() + random.nextInt(5) - 2) : Math.max(1, state.epoch());
    }

    private String orderId(StockState state) {
        if (!state.holds().isEmpty() && oneIn(2)) {
            List<String> held = List.copyOf(state.holds().keySet());
            return held.get(random.nextInt(held.size()));
        }
        if (seen.isEmpty() || oneIn(10)) {
            return saleId + "-" + Math.max(1, state.epoch()) + "-" + (1 + random.nextInt(30));
        }
        return seen.get(random.nextInt(seen.size()));
    }

    private String buyer() {
        return "buyer" + random.nextInt(BUYERS);
    }

    private long moment(int direction) {
        return baseMillis + (exactMoments && oneIn(4) ? random.nextInt(3) - 1 : direction * HOUR_MILLIS);
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }
}
