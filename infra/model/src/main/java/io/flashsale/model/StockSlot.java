package io.flashsale.model;

import io.flashsale.model.Settlement.Effect;
import io.flashsale.model.Settlement.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one sale's slot in Redis is, as plain Java: the meaning of the Lua scripts.
 *
 * <p>Each public method stands for one script call, so nothing happens between its check and its write. A command is
 * refused as a whole before it writes anything. The figures are kept as counters, as the scripts keep them, and
 * {@link StockInvariants} compares them with what the holds add up to. Not safe for threads.
 */
public class StockSlot {

    private final String saleId;
    private SlotStatus status = SlotStatus.ABSENT;
    private long epoch;
    private long sequence;
    private long version;
    private SaleTerms terms = SaleTerms.NONE;
    private int returned;
    private final List<Reservation> outbox = new ArrayList<>();

    // Open to the tests of this package, which take single guards away to see the invariants break.
    int available;
    final Holds holds = new Holds();

    /** An absent slot. */
    public StockSlot(String saleId) {
        this.saleId = saleId;
    }

    /** Carries out one command. */
    public StockAnswer apply(StockCommand command) {
        if (command instanceof StockCommand.Reserve reserve) {
            return reserve(reserve);
        } else if (command instanceof StockCommand.Settle settle) {
            return settle(settle);
        } else if (command instanceof StockCommand.Fence fence) {
            return fence(fence.epoch());
        } else if (command instanceof StockCommand.Load load) {
            return load(load);
        } else if (command instanceof StockCommand.Acknowledge acknowledge) {
            outbox.removeIf(entry -> acknowledge.orderIds().contains(entry.orderId()));
            return new StockAnswer.Done();
        }
        wipe();
        return new StockAnswer.Done();
    }

    private StockAnswer reserve(StockCommand.Reserve command) {
        Optional<Refusal> refusal = refusalFor(command.epoch()).or(() -> outsideWindow(command.nowMillis()));
        if (refusal.isPresent()) {
            return new StockAnswer.Refused(refusal.get());
        }
        return new StockAnswer.Answered(command.clicks().stream()
                .map(click -> reserve(click, command.nowMillis()))
                .toList());
    }

    private ClickAnswer reserve(Click click, long nowMillis) {
        int quantity = click.quantity();
        if (quantity < 1 || quantity > terms.perUserLimit()) {
            return ClickAnswer.without(Outcome.INVALID_QUANTITY);
        }
        if (click.deadlineMillis() <= nowMillis) {
            return ClickAnswer.without(Outcome.EXPIRED);
        }
        String live = holds.orderOf(click.buyer());
        if (live != null) {
            return ClickAnswer.with(
                    Outcome.ALREADY_RESERVED, live, holds.find(live).units());
        }
        if (available == 0) {
            return ClickAnswer.soldOut(holds.paid() == terms.total());
        }
        if (available < quantity) {
            return ClickAnswer.without(Outcome.TOO_FEW_LEFT);
        }
        if (holds.unconfirmed() + quantity > terms.maxUnconfirmed()) {
            return ClickAnswer.without(Outcome.BUSY);
        }
        String orderId = saleId + "-" + epoch + "-" + ++sequence;
        version++;
        available -= quantity;
        holds.put(orderId, new Hold(click.buyer(), quantity, HoldState.UNCONFIRMED));
        outbox.add(new Reservation(orderId, click.buyer(), quantity));
        return ClickAnswer.with(Outcome.RESERVED, orderId, quantity);
    }

    private StockAnswer settle(StockCommand.Settle command) {
        Optional<Refusal> refusal = refusalFor(command.epoch());
        if (refusal.isPresent()) {
            return new StockAnswer.Refused(refusal.get());
        }
        return new StockAnswer.Settled(command.settlements().stream()
                .map(settlement -> settle(settlement) ? Effect.APPLIED : Effect.NOTHING)
                .toList());
    }

    boolean settle(Settlement settlement) {
        Hold hold = holds.find(settlement.orderId());
        if (hold == null) {
            return false;
        }
        if (settlement.kind() == Kind.RELEASE) {
            release(settlement.orderId(), hold);
            return true;
        }
        HoldState target = settlement.kind() == Kind.PAY ? HoldState.PAID : HoldState.CONFIRMED;
        if (hold.state().compareTo(target) >= 0) {
            return false;
        }
        holds.raise(settlement.orderId(), target);
        version++;
        return true;
    }

    void release(String orderId, Hold hold) {
        holds.remove(orderId);
        available += hold.units();
        returned += hold.units();
        version++;
    }

    private StockAnswer fence(long newEpoch) {
        if (newEpoch < epoch) {
            return new StockAnswer.Refused(Refusal.WRONG_EPOCH);
        }
        if (newEpoch > epoch) {
            epoch = newEpoch;
            status = SlotStatus.RECOVERING;
        }
        return new StockAnswer.Done();
    }

    private StockAnswer load(StockCommand.Load command) {
        Optional<Refusal> refusal = refusalFor(command.epoch()).filter(reason -> reason != Refusal.RECOVERING);
        if (refusal.isPresent() || status == SlotStatus.OPEN) {
            return new StockAnswer.Refused(refusal.orElse(Refusal.ALREADY_OPEN));
        }
        clear();
        terms = command.terms();
        returned = command.closedUnits();
        command.holds().forEach(holds::put);
        available = terms.total() - holds.held();
        // After the fenced state's 0, so that whoever hears of both knows which is newer.
        version = 1;
        status = SlotStatus.OPEN;
        return new StockAnswer.Done();
    }

    private void wipe() {
        clear();
        outbox.clear();
        status = SlotStatus.ABSENT;
        epoch = 0;
        terms = SaleTerms.NONE;
        available = 0;
        returned = 0;
    }

    private void clear() {
        sequence = 0;
        version = 0;
        holds.clear();
    }

    /** The reason for which every script refuses this epoch now; empty when it does not. */
    Optional<Refusal> refusalFor(long callerEpoch) {
        if (status == SlotStatus.ABSENT) {
            return Optional.of(Refusal.UNKNOWN_SALE);
        }
        if (callerEpoch != epoch) {
            return Optional.of(Refusal.WRONG_EPOCH);
        }
        return status == SlotStatus.RECOVERING ? Optional.of(Refusal.RECOVERING) : Optional.empty();
    }

    private Optional<Refusal> outsideWindow(long nowMillis) {
        if (nowMillis < terms.opensAtMillis()) {
            return Optional.of(Refusal.NOT_OPEN);
        }
        return nowMillis >= terms.closesAtMillis() ? Optional.of(Refusal.CLOSED) : Optional.empty();
    }

    /** A slot of its own with the same content, as a replica has it. */
    public StockSlot copy() {
        StockSlot copy = blank(saleId);
        copy.status = status;
        copy.epoch = epoch;
        copy.sequence = sequence;
        copy.version = version;
        copy.terms = terms;
        copy.available = available;
        copy.returned = returned;
        copy.holds.copyFrom(holds);
        copy.outbox.addAll(outbox);
        return copy;
    }

    StockSlot blank(String id) {
        return new StockSlot(id);
    }

    /** Everything the slot holds now. */
    public StockState state() {
        return new StockState(
                status,
                epoch,
                sequence,
                version,
                terms,
                available,
                holds.held(),
                holds.unconfirmed(),
                holds.paid(),
                returned,
                // In order, so that whoever walks through them does the same in every run.
                Collections.unmodifiableMap(new TreeMap<>(holds.byOrder)),
                Collections.unmodifiableMap(new TreeMap<>(holds.orderByBuyer)),
                List.copyOf(outbox));
    }
}
