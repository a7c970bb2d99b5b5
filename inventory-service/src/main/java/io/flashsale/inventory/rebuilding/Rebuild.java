package io.flashsale.inventory.rebuilding;

import io.flashsale.inventory.RedisRun;
import io.flashsale.inventory.Sale;
import io.flashsale.inventory.crashing.CrashPoints;
import io.flashsale.inventory.ordering.OrderServiceClient;
import io.flashsale.inventory.ordering.OrderServiceClient.LiveOrder;
import io.flashsale.inventory.ordering.OrderServiceClient.LiveOrders;
import io.flashsale.inventory.redis.NotSent;
import io.flashsale.inventory.redis.Script;
import io.flashsale.inventory.redis.SlotKey;
import io.flashsale.inventory.redis.SlotStatus;
import io.flashsale.inventory.redis.Slots;
import io.flashsale.inventory.relaying.OutboxRelay;
import io.flashsale.inventory.relaying.ReservationBacklog;
import io.flashsale.inventory.selling.SaleDirectory;
import io.flashsale.inventory.selling.SaleRepository;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Builds a sale's slot in Redis from what MySQL knows; the only repair there is, and the way a sale opens.
 *
 * <p>The order of the steps is the proof. Once the slot is fenced, no script of an older epoch changes it, so the set of
 * reservations is final: those in the outbox go to Kafka, those in Kafka go to MySQL (order-service commits its offsets
 * after its database), and only then are the live orders counted. What a frozen writer still sends later meets MySQL's
 * allotment. Every step may be repeated; any dependency that is down leaves the sale RECOVERING.
 */
@Singleton
final class Rebuild {

    private final SaleRepository sales;
    private final SaleDirectory directory;
    private final Slots slots;
    private final OutboxRelay relay;
    private final ReservationBacklog backlog;
    private final OrderServiceClient orders;
    private final RebuildingConfig config;
    private final Clock clock;

    Rebuild(
            SaleRepository sales,
            SaleDirectory directory,
            Slots slots,
            OutboxRelay relay,
            ReservationBacklog backlog,
            @RestClient OrderServiceClient orders,
            RebuildingConfig config,
            Clock clock) {
        this.sales = sales;
        this.directory = directory;
        this.slots = slots;
        this.relay = relay;
        this.backlog = backlog;
        this.orders = orders;
        this.config = config;
        this.clock = clock;
    }

    /** Step 1: moves the sale to the next epoch; false when another instance did so first. */
    boolean begin(Sale sale) {
        boolean mine = sales.beginRebuild(sale.id(), sale.epoch());
        CrashPoints.REBUILD_AFTER_BEGIN.reach();
        directory.refresh();
        return mine;
    }

    /**
     * Step 2: shuts the slot for every older epoch.
     *
     * @return the run of Redis on which it is shut; the later steps go to no other, for another may have forgotten it
     */
    RedisRun fence(Sale sale) {
        RedisRun run = slots.currentRun().orElseThrow(() -> new IllegalStateException("Redis is not connected"));
        demandOk(sale, "fence", run, Script.FENCE_SALE, List.of(epoch(sale), sale.id()));
        CrashPoints.REBUILD_AFTER_FENCE.reach();
        return run;
    }

    /** Step 3: sends every promise that is left in the outbox. */
    void emptyOutbox(Sale sale) {
        relay.awaitNothingInHand();
        Response type = slots.send(Command.TYPE, SlotKey.OUTBOX, sale.id(), List.of())
                .await()
                .indefinitely();
        if (!"stream".equals(type.toString())) {
            return; // None, or one that nobody can read: loading makes a new one.
        }
        while (relay.drain(sale.id()) > 0) {
            // Each turn sends and deletes one batch; fenced, the outbox only shrinks.
        }
        CrashPoints.REBUILD_AFTER_OUTBOX.reach();
    }

    /** Step 4, first half: where the reservations end now. */
    Map<TopicPartition, Long> ends() {
        return backlog.ends();
    }

    /** Step 4, second half: whether MySQL has all of them. */
    boolean isConsumed(Map<TopicPartition, Long> ends) {
        return backlog.isConsumedUpTo(ends);
    }

    /** Steps 5 and 6: loads one snapshot of the live orders and opens the slot, on the run where it is fenced. */
    void load(Sale sale, RedisRun run) {
        CrashPoints.REBUILD_AFTER_AWAIT.reach();
        LiveOrders live = orders.liveOrders(sale.id());
        List<LiveOrder> all = live.orders();
        for (int from = 0; from == 0 || from < all.size(); from += config.page()) {
            loadPage(sale, run, from == 0, all.subList(from, Math.min(all.size(), from + config.page())));
            CrashPoints.REBUILD_AFTER_LOAD_PAGE.reach();
        }
        CrashPoints.REBUILD_BEFORE_OPEN.reach();
        demandOk(
                sale,
                "open",
                run,
                Script.OPEN_SALE,
                List.of(
                        epoch(sale),
                        Integer.toString(sale.total()),
                        Long.toString(live.closedUnits()),
                        Integer.toString(sale.perUserLimit()),
                        Integer.toString(config.maxUnconfirmedUnits()),
                        Long.toString(sale.opensAt().toEpochMilli()),
                        Long.toString(sale.closesAt().toEpochMilli())));
        CrashPoints.REBUILD_BEFORE_FLIP.reach();
        if (!sales.open(sale.id(), sale.epoch(), run)) {
            throw new Overtaken(sale, "open", SlotStatus.WRONG_EPOCH);
        }
        directory.refresh();
    }

    private void loadPage(Sale sale, RedisRun run, boolean first, List<LiveOrder> page) {
        List<String> arguments = new ArrayList<>(3 + 4 * page.size());
        arguments.add(epoch(sale));
        arguments.add(first ? "1" : "0");
        arguments.add(Long.toString(clock.millis()));
        for (LiveOrder order : page) {
            arguments.add(order.orderId());
            arguments.add(order.buyerId());
            arguments.add(Integer.toString(order.quantity()));
            arguments.add(order.status().equals("PAID") ? "P" : "C");
        }
        demandOk(sale, "load", run, Script.LOAD_HOLDS, arguments);
    }

    private static String epoch(Sale sale) {
        return Integer.toString(sale.epoch());
    }

    private void demandOk(Sale sale, String step, RedisRun run, Script script, List<String> arguments) {
        try {
            Response reply =
                    slots.runOn(run, script, sale.id(), arguments).await().indefinitely();
            demandOk(sale, step, SlotStatus.ofCode(reply.toInteger()));
        } catch (NotSent.OtherRun e) {
            // What this rebuild has fenced and loaded so far may be gone; nothing of it is relied on.
            throw new Overtaken(sale, step, SlotStatus.UNKNOWN_SALE);
        } catch (CompletionException e) {
            // Somebody has damaged the slot meanwhile: only another rebuild's fence mends that, never this step again.
            if (String.valueOf(e.getMessage()).contains("WRONGTYPE")) {
                throw new Overtaken(sale, step, SlotStatus.DAMAGED);
            }
            throw e;
        }
    }

    private static void demandOk(Sale sale, String step, SlotStatus status) {
        if (status == SlotStatus.WRONG_EPOCH || status == SlotStatus.UNKNOWN_SALE || status == SlotStatus.RECOVERING) {
            throw new Overtaken(sale, step, status);
        }
        if (status != SlotStatus.OK) {
            throw new IllegalStateException("Sale " + sale.id() + " cannot " + step + ": " + status);
        }
    }

    /** Another rebuild has taken over, or Redis was lost again: this one ends here. */
    static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken(Sale sale, String step, SlotStatus status) {
            super("Rebuild of sale " + sale.id() + " at epoch " + sale.epoch() + " ends at " + step + ": " + status);
        }
    }
}
