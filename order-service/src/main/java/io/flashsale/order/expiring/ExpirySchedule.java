package io.flashsale.order.expiring;

import io.flashsale.order.crashing.CrashPoints;
import io.flashsale.order.repeating.RepeatedTask;
import io.flashsale.order.storing.OrderTable;
import io.flashsale.order.storing.OrderTable.DueOrder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks for holds that are over, by the due index and the database's clock, and expires them sale by sale. */
@ApplicationScoped
class ExpirySchedule {

    private final OrderTable orders;
    private final Expiry expiry;
    private final ExpiringConfig config;
    private final Counter expired;
    private RepeatedTask task;

    ExpirySchedule(OrderTable orders, Expiry expiry, ExpiringConfig config, MeterRegistry metrics) {
        this.orders = orders;
        this.expiry = expiry;
        this.config = config;
        this.expired = metrics.counter("flashsale.orders.expired");
    }

    void start(@Observes StartupEvent started) {
        task = RepeatedTask.start("expiry", config.interval(), this::expireDue);
    }

    void stop(@Observes ShutdownEvent stopping) {
        task.close();
    }

    private void expireDue() {
        int found;
        int done;
        do {
            List<DueOrder> due = orders.findDue(config.batch());
            found = due.size();
            Map<String, List<String>> bySale = new TreeMap<>();
            due.forEach(order -> bySale.computeIfAbsent(order.saleId(), sale -> new ArrayList<>())
                    .add(order.orderId()));
            done = bySale.entrySet().stream()
                    .mapToInt(sale -> expire(sale.getKey(), sale.getValue()))
                    .sum();
            expired.increment(done);
        } while (found == config.batch() && done > 0);
    }

    private int expire(String saleId, List<String> orderIds) {
        int done = expiry.expire(saleId, orderIds);
        if (done > 0) {
            CrashPoints.EXPIRY_AFTER_COMMIT.reach();
        }
        return done;
    }
}
