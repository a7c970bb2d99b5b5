package io.flashsale.inventory.reconciling;

import io.flashsale.inventory.ordering.OrderServiceClient.OrderFigures;
import io.flashsale.inventory.reconciling.Drift.Kind;
import io.vertx.mutiny.redis.client.Response;
import java.util.List;

/** The counters of a sale's slot at one moment; units, but for {@code outboxEntries}. */
record SlotFigures(
        String state,
        long epoch,
        long version,
        long total,
        long available,
        long held,
        long unconfirmed,
        long paid,
        long returned,
        long outboxEntries) {

    static final List<String> FIELDS = List.of(
            "state",
            "epoch",
            "version",
            "total",
            "available",
            "held",
            "unconfirmedUnits",
            "paidUnits",
            "returnedUnits");

    static SlotFigures parse(Response fields, long outboxEntries) {
        return new SlotFigures(
                fields.get(0) == null ? "" : fields.get(0).toString(),
                number(fields.get(1)),
                number(fields.get(2)),
                number(fields.get(3)),
                number(fields.get(4)),
                number(fields.get(5)),
                number(fields.get(6)),
                number(fields.get(7)),
                number(fields.get(8)),
                outboxEntries);
    }

    private static long number(Response field) {
        return field == null ? 0 : field.toLong();
    }

    /** Whether the slot sells at this epoch and its outbox is empty. */
    boolean isCalmAt(int wanted) {
        return "OPEN".equals(state) && epoch == wanted && outboxEntries == 0;
    }

    /** What the sums disagree about while nothing is queued. An unconfirmed hold may have its order or not. */
    Drift compareWith(OrderFigures orders) {
        long live = orders.pendingPayment() + orders.paid();
        return Drift.NONE
                .plus(Kind.FIGURES, Math.abs(total - available - held))
                .plus(Kind.FIGURES, Math.abs(total - orders.total()))
                .plus(Kind.FIGURES, Math.max(0, held - unconfirmed - live))
                .plus(Kind.FIGURES, Math.max(0, live - held))
                .plus(Kind.FIGURES, Math.abs(paid - orders.paid()))
                .plus(Kind.FIGURES, Math.abs(returned - orders.closedUnits()));
    }
}
