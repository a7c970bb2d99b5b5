package io.flashsale.inventory.degrading;

import io.flashsale.inventory.Sale;
import io.flashsale.inventory.redis.SlotKey;
import io.flashsale.inventory.redis.Slots;
import io.flashsale.inventory.relaying.OutboxMetrics;
import io.flashsale.inventory.reserving.ReservationTimes;
import io.flashsale.inventory.selling.SaleDirectory;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.List;

/** The load as this instance knows it. Asked by one thread. */
@Singleton
final class SystemLoad implements Load {

    private static final List<String> UNCONFIRMED = List.of("unconfirmedUnits", "maxUnconfirmedUnits");

    private final EdgeLoads edges;
    private final OutboxMetrics outboxes;
    private final ReservationTimes times;
    private final SaleDirectory directory;
    private final Slots slots;
    private long callsBefore;
    private double millisBefore;

    SystemLoad(EdgeLoads edges, OutboxMetrics outboxes, ReservationTimes times, SaleDirectory directory, Slots slots) {
        this.edges = edges;
        this.outboxes = outboxes;
        this.times = times;
        this.directory = directory;
        this.slots = slots;
    }

    @Override
    public double of(LoadMetric metric) {
        return switch (metric) {
            case EDGE_OVERLOADED_PER_SECOND -> edges.worst(EdgeReport::overloadedPerSecond);
            case EDGE_OVERLOADED_SHARE -> edges.worst(EdgeReport::overloadedShare);
            case EDGE_CLICKS_UNDER_WAY -> edges.worst(EdgeReport::underWay);
            case UNCONFIRMED_SHARE -> unconfirmedShare();
            case OUTBOX_ENTRIES -> outboxes.entries();
            case OUTBOX_OLDEST_AGE_SECONDS -> outboxes.oldestSeconds();
            case REDIS_UNREACHABLE -> slots.isConnected() ? 0 : 1;
            case RESERVATION_LATENCY_MILLIS -> latencyMillis();
        };
    }

    private double unconfirmedShare() {
        double worst = 0;
        try {
            for (Sale sale : directory.active()) {
                Response units = slots.send(Command.HMGET, SlotKey.SALE, sale.id(), UNCONFIRMED)
                        .await()
                        .indefinitely();
                worst = Math.max(worst, share(units));
            }
            return worst;
        } catch (RuntimeException e) {
            // Redis is away; that is a metric of its own.
            return Double.NaN;
        }
    }

    private static double share(Response units) {
        boolean isThere =
                units.get(0) != null && units.get(1) != null && units.get(1).toLong() > 0;
        return isThere ? units.get(0).toDouble() / units.get(1).toLong() : 0;
    }

    private double latencyMillis() {
        long calls = times.count();
        double millis = times.totalMillis();
        double mean = calls == callsBefore ? 0 : (millis - millisBefore) / (calls - callsBefore);
        callsBefore = calls;
        millisBefore = millis;
        return mean;
    }
}
