package io.flashsale.chaos.checking;

import io.flashsale.chaos.history.Call;
import io.flashsale.chaos.history.CallKind;
import io.flashsale.chaos.history.FinalReads;
import io.flashsale.chaos.history.Ledger;
import io.flashsale.chaos.history.OrderStatus;
import io.flashsale.chaos.history.Outcome;
import io.flashsale.chaos.history.PaymentStatus;
import io.flashsale.chaos.history.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A hand-made history. Times are seconds; the hold of an order ends at second {@value #HOLD_END} unless told otherwise. */
final class Tale {

    static final int HOLD_END = 30;
    static final String PAYMENT = "p1";

    private final List<Call> calls = new ArrayList<>();
    private final Map<String, Call> ends = new HashMap<>();
    private final Map<String, Integer> units = new HashMap<>();
    private Optional<Ledger> ledger = Optional.empty();
    private boolean hasOwnLedger;
    private int stock = 10;
    private Allowances allowances = Allowances.none();

    Tale stock(int units) {
        stock = units;
        return this;
    }

    Tale allowing(Allowances allowed) {
        allowances = allowed;
        return this;
    }

    Tale ledger(Ledger told) {
        ledger = Optional.ofNullable(told);
        hasOwnLedger = true;
        return this;
    }

    Tale bought(String buyer, double from, double to, String orderId) {
        return bought(buyer, from, to, orderId, 1);
    }

    Tale bought(String buyer, double from, double to, String orderId, int quantity) {
        return add(buyer, CallKind.BUY, null, from, to, Outcome.OK, null, seen(orderId, quantity, OrderStatus.QUEUED));
    }

    Tale buyFailed(String buyer, double from, double to, Outcome outcome, String problem) {
        return add(buyer, CallKind.BUY, null, from, to, outcome, problem, null);
    }

    Tale resolved(String buyer, double from, double to, String orderId) {
        Seen seen = seen(orderId, 1, OrderStatus.PENDING_PAYMENT);
        return add(buyer, CallKind.RESOLVING_BUY, null, from, to, Outcome.OK, null, seen);
    }

    Tale resolvedBy(String problem, String buyer, double from, double to) {
        return add(buyer, CallKind.RESOLVING_BUY, null, from, to, Outcome.REFUSED, problem, null);
    }

    Tale read(String buyer, double from, double to, String orderId, OrderStatus status) {
        return read(buyer, from, to, orderId, status, null);
    }

    Tale read(String buyer, double from, double to, String orderId, OrderStatus status, PaymentStatus payment) {
        return read(buyer, from, to, shown(orderId, status, payment, HOLD_END));
    }

    Tale read(String buyer, double from, double to, Seen seen) {
        return add(buyer, CallKind.READ, seen.orderId(), from, to, Outcome.OK, null, seen);
    }

    Tale notFound(String buyer, double from, double to, String orderId) {
        return add(buyer, CallKind.READ, orderId, from, to, Outcome.REFUSED, "not-found", null);
    }

    Tale unanswered(String buyer, double from, double to, String orderId) {
        return add(buyer, CallKind.READ, orderId, from, to, Outcome.UNKNOWN, "HttpTimeoutException", null);
    }

    Tale cancelled(String buyer, double from, double to, String orderId) {
        return cancel(buyer, from, to, orderId, Outcome.OK);
    }

    Tale cancel(String buyer, double from, double to, String orderId, Outcome outcome) {
        return add(buyer, CallKind.CANCEL, orderId, from, to, outcome, null, null);
    }

    Tale paid(String buyer, double from, double to, String orderId) {
        return add(buyer, CallKind.PAY, orderId, from, to, Outcome.OK, null, null);
    }

    Tale listed(String buyer, double from, double to, OrderStatus status, String... orderIds) {
        add(buyer, CallKind.LIST, null, from, to, Outcome.OK, null, null);
        for (String orderId : orderIds) {
            Seen seen = shown(orderId, status, null, HOLD_END);
            add(buyer, CallKind.LISTED, orderId, from, to, Outcome.OK, null, seen);
        }
        return this;
    }

    Tale add(
            String buyer,
            CallKind kind,
            String orderId,
            double from,
            double to,
            Outcome outcome,
            String problem,
            Seen seen) {
        Call call = new Call(buyer, kind, orderId, nanos(from), nanos(to), outcome, problem, seen);
        calls.add(call);
        if (kind == CallKind.READ) {
            ends.put(orderId, call);
        }
        if (seen != null) {
            units.put(seen.orderId(), seen.quantity());
        }
        return this;
    }

    static Seen shown(String orderId, OrderStatus status, PaymentStatus payment, double holdEnd) {
        boolean isQueued = status == OrderStatus.QUEUED || status == OrderStatus.REJECTED;
        return new Seen(
                orderId,
                1,
                status,
                isQueued ? null : Long.valueOf(nanos(holdEnd)),
                payment == null ? null : PAYMENT,
                payment);
    }

    private static Seen seen(String orderId, int quantity, OrderStatus status) {
        return new Seen(orderId, quantity, status, null, null, null);
    }

    static long nanos(double seconds) {
        return Math.round(seconds * 1e9);
    }

    /** What the checker says; without a ledger of its own the tale has the one that fits its last readings. */
    List<String> violations() {
        FinalReads reads = new FinalReads(ends, hasOwnLedger ? ledger : Optional.of(fittingLedger()));
        return HistoryChecker.check(calls, reads, stock, allowances).violations();
    }

    private Ledger fittingLedger() {
        long pending = unitsAt(OrderStatus.PENDING_PAYMENT) + unitsAt(OrderStatus.QUEUED);
        long paid = unitsAt(OrderStatus.PAID);
        long returned = unitsAt(OrderStatus.CANCELLED) + unitsAt(OrderStatus.EXPIRED);
        long rejected = unitsAt(OrderStatus.REJECTED);
        return new Ledger("s", stock, stock - pending - paid, 0, 0, pending, paid, rejected, returned, true, true);
    }

    private long unitsAt(OrderStatus status) {
        return ends.values().stream()
                .filter(read -> read.seen() != null && read.seen().status() == status)
                .mapToLong(read -> units.get(read.seen().orderId()))
                .sum();
    }
}
