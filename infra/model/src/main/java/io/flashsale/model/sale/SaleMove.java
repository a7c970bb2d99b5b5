package io.flashsale.model.sale;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * One thing that can happen to a sale. A move takes two numbers that say to whom it happens; a move that finds nobody
 * does nothing, so that any sequence of moves is a schedule.
 */
public enum SaleMove {
    CLICK(24, (sale, who, how) -> sale.click(how % SaleModel.COPIES, "buyer" + who % 7, 1 + how % 3)),
    RELAY_READS(8, (sale, who, how) -> relay(sale, who).read(sale.inventory.slot(), 1 + how % 4)),
    RELAY_SENDS(14, (sale, who, how) -> relay(sale, who).send(sale.log)),
    RELAY_DELETES(6, (sale, who, how) -> relay(sale, who).delete(sale.inventory.slot())),
    RELAY_CRASHES(1, (sale, who, how) -> relay(sale, who).crash()),
    UNCONFIRMED_SENT_AGAIN(2, (sale, who, how) -> relay(sale, who).readUnconfirmed(sale.inventory.unconfirmed())),
    SALE_ANNOUNCED(2, (sale, who, how) -> sale.orders.announce()),
    ORDERS_CONSUMED(12, (sale, who, how) -> sale.consume(who % ReservationLog.PARTITIONS, 1 + how % 4, false)),
    CONSUMER_CRASHES(2, (sale, who, how) -> sale.consume(who % ReservationLog.PARTITIONS, 1 + how % 4, true)),
    OLD_POLL_AGAIN(2, (sale, who, how) -> sale.orders.insert(sale.log.committed(who % ReservationLog.PARTITIONS))),
    NEWS_DELIVERED(18, (sale, who, how) -> any(indexes(sale.news.size()), who, i -> sale.deliver(i, false))),
    NEWS_REPEATED(5, (sale, who, how) -> any(indexes(sale.news.size()), who, i -> sale.deliver(i, true))),
    OLD_NEWS_AGAIN(3, (sale, who, how) -> any(sale.orders.all(), who, sale.inventory::hear)),
    ORDER_CANCELLED(4, (sale, who, how) -> close(sale, who, OrderStatus.CANCELLED)),
    ORDER_EXPIRED(4, (sale, who, how) -> close(sale, who, OrderStatus.EXPIRED)),
    PAYMENT_STARTED(
            5, (sale, who, how) -> any(sale.orders.pending(), who, order -> sale.payments.start(order.orderId()))),
    PAYMENT_LANDS(
            5,
            (sale, who, how) ->
                    any(sale.payments.pending(), who, orderId -> sale.payments.land(orderId, how % 4 != 0))),
    SUCCESS_DELIVERED(
            5,
            (sale, who, how) -> any(indexes(sale.payments.undelivered()), who, i -> sale.payments.deliver(i, false))),
    SUCCESS_REPEATED(
            2, (sale, who, how) -> any(indexes(sale.payments.undelivered()), who, i -> sale.payments.deliver(i, true))),
    REBUILD_STARTED(1, (sale, who, how) -> sale.inventory.startRebuild()),
    REBUILD_STEPS(40, (sale, who, how) -> any(sale.inventory.attempts(), who, sale.rebuilder::step)),
    REBUILD_RESTARTED(1, (sale, who, how) -> any(sale.inventory.attempts(), who, sale.inventory::restart)),
    REBUILD_DIES(
            1,
            (sale, who, how) -> any(sale.inventory.attempts(), who, attempt -> sale.inventory
                    .attempts()
                    .remove(attempt))),
    WATCHED(3, (sale, who, how) -> sale.inventory.watch()),
    REDIS_WIPED(1, (sale, who, how) -> sale.wipe()),
    REDIS_REPLICATED(2, (sale, who, how) -> sale.replicate()),
    REDIS_FAILED_OVER(1, (sale, who, how) -> sale.failOver());

    private final int weight;
    private final Effect effect;

    SaleMove(int weight, Effect effect) {
        this.weight = weight;
        this.effect = effect;
    }

    /** How often a random schedule should choose this move, relative to the others. */
    public int weight() {
        return weight;
    }

    /** Whether it destroys what Redis has, the one failure that may lose reservations. */
    public boolean losesRedis() {
        return this == REDIS_WIPED || this == REDIS_FAILED_OVER;
    }

    /** Lets it happen; {@code who} and {@code how} are any numbers that are not negative. */
    public void happen(SaleModel sale, int who, int how) {
        effect.happen(sale, who, how);
    }

    private static Relay relay(SaleModel sale, int who) {
        return sale.relays.get(who % SaleModel.RELAYS);
    }

    private static void close(SaleModel sale, int who, OrderStatus status) {
        any(sale.orders.pending(), who, order -> sale.orders.close(order.orderId(), status));
    }

    private static List<Integer> indexes(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    private static <T> void any(List<T> candidates, int who, Consumer<T> action) {
        if (!candidates.isEmpty()) {
            action.accept(candidates.get(who % candidates.size()));
        }
    }

    private interface Effect {
        void happen(SaleModel sale, int who, int how);
    }
}
