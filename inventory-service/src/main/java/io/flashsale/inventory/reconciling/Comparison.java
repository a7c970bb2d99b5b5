package io.flashsale.inventory.reconciling;

import io.flashsale.inventory.Hold;
import io.flashsale.inventory.Sale;
import io.flashsale.inventory.ordering.OrderServiceClient;
import io.flashsale.inventory.ordering.OrderServiceClient.LiveOrder;
import io.flashsale.inventory.reconciling.Drift.Kind;
import io.flashsale.inventory.redis.SlotKey;
import io.flashsale.inventory.redis.Slots;
import io.flashsale.inventory.relaying.ReservationBacklog;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Compares a sale's slot with its orders in MySQL while nothing is on its way between them. Reads only; blocks.
 *
 * <p>The sums first, which cost one command and one query; each order and hold only when the sums disagree or a thorough
 * look is wanted. Holds are read in pages, so that Redis never stands still for it.
 */
@Singleton
final class Comparison {

    /**
     * A comparison during which nothing moved.
     *
     * @param epoch and {@code version} place it in the slot's life
     */
    record Look(long epoch, long version, Drift drift) {}

    private final Slots slots;
    private final OrderServiceClient orders;
    private final ReservationBacklog backlog;
    private final ReconcilingConfig config;

    Comparison(
            Slots slots, @RestClient OrderServiceClient orders, ReservationBacklog backlog, ReconcilingConfig config) {
        this.slots = slots;
        this.orders = orders;
        this.backlog = backlog;
        this.config = config;
    }

    /** What was seen; empty when something is queued or moved meanwhile, so that nothing can be said. */
    Optional<Look> look(Sale sale, boolean thorough) {
        SlotFigures before = figures(sale.id());
        if (!before.isCalmAt(sale.epoch()) || !backlog.isNothingQueued()) {
            return Optional.empty();
        }
        Drift drift = before.compareWith(orders.figures(sale.id()));
        if (thorough || !drift.isNone()) {
            drift = compareEach(sale, before, drift);
        }
        if (!figures(sale.id()).equals(before)) {
            return Optional.empty();
        }
        return Optional.of(new Look(before.epoch(), before.version(), drift));
    }

    private Drift compareEach(Sale sale, SlotFigures figures, Drift sums) {
        Drift drift = sums;
        Map<String, String> holds = holds(sale.id());
        long held = 0;
        for (LiveOrder order : orders.liveOrders(sale.id()).orders()) {
            String stored = holds.remove(order.orderId());
            if (stored == null) {
                drift = drift.plus(Kind.ORDER_WITHOUT_HOLD, order.quantity());
            } else {
                int units = units(order.orderId(), stored);
                held += units;
                drift = drift.plus(Kind.FIGURES, Math.abs(units - order.quantity()));
            }
        }
        for (Map.Entry<String, String> left : holds.entrySet()) {
            int units = units(left.getKey(), left.getValue());
            held += units;
            // An unconfirmed one waits for MySQL's word, and the relay sends it again.
            boolean waits =
                    units > 0 && !Hold.parse(left.getKey(), left.getValue()).isConfirmed();
            drift = drift.plus(Kind.HOLD_WITHOUT_ORDER, waits ? 0 : Math.max(1, units));
        }
        return drift.plus(Kind.FIGURES, Math.abs(figures.held() - held));
    }

    /** The units of a hold; none of one that nobody can read. */
    private static int units(String orderId, String stored) {
        try {
            return Hold.parse(orderId, stored).quantity();
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }

    private Map<String, String> holds(String saleId) {
        Map<String, String> holds = new HashMap<>();
        String cursor = "0";
        do {
            Response page = send(
                    Command.HSCAN, SlotKey.HOLDS, saleId, List.of(cursor, "COUNT", Integer.toString(config.page())));
            Response pairs = page.get(1);
            for (int i = 0; i + 1 < pairs.size(); i += 2) {
                holds.put(pairs.get(i).toString(), pairs.get(i + 1).toString());
            }
            cursor = page.get(0).toString();
        } while (!cursor.equals("0"));
        return holds;
    }

    private SlotFigures figures(String saleId) {
        Response fields = send(Command.HMGET, SlotKey.SALE, saleId, SlotFigures.FIELDS);
        return SlotFigures.parse(
                fields, send(Command.XLEN, SlotKey.OUTBOX, saleId, List.of()).toLong());
    }

    private Response send(Command command, SlotKey key, String saleId, List<String> arguments) {
        return slots.send(command, key, saleId, arguments).await().indefinitely();
    }
}
