package io.flashsale.order.publishing;

import io.flashsale.order.crashing.CrashPoints;
import io.flashsale.order.publishing.Outbox.OutboxFilled;
import io.flashsale.order.repeating.RepeatedTask;
import io.flashsale.order.sending.AcknowledgedSender;
import io.flashsale.order.storing.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Carries the outbox to Kafka, oldest first, and deletes a row only once the broker has acknowledged it.
 *
 * <p>Any number of copies may run: each locks the rows it carries and skips those another one has. A copy that dies
 * between acknowledgement and deletion leaves rows that are sent twice. The events of one order keep their order
 * because an order has at most one transition after its creation, and so at most one row.
 */
@ApplicationScoped
class OutboxRelay {

    private final Database database;
    private final AcknowledgedSender sender;
    private final OutboxConfig config;
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong oldestMillis = new AtomicLong();
    private volatile RepeatedTask relaying;
    private volatile RepeatedTask measuring;

    OutboxRelay(Database database, AcknowledgedSender sender, OutboxConfig config, MeterRegistry metrics) {
        this.database = database;
        this.sender = sender;
        this.config = config;
        metrics.gauge("flashsale.outbox.rows", rows);
        metrics.gauge("flashsale.outbox.oldest.milliseconds", oldestMillis);
    }

    void start(@Observes StartupEvent started) {
        relaying = RepeatedTask.start("outbox-relay", config.interval(), this::relayAll);
        measuring = RepeatedTask.start("outbox-gauge", config.measureInterval(), this::measure);
    }

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) OutboxFilled filled) {
        // Consumers may commit before this bean has heard of the start; the first turn finds what they left.
        if (relaying != null) {
            relaying.wake();
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        relaying.close();
        measuring.close();
    }

    private void relayAll() {
        int sent;
        do {
            sent = QuarkusTransaction.requiringNew().call(this::relaySome);
        } while (sent == config.batch());
    }

    private record Row(long id, String orderId, String payload) {}

    private int relaySome() {
        List<Row> batch = database.query(
                "SELECT id, order_id, payload FROM outbox ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED",
                row -> new Row(row.getLong(1), row.getString(2), row.getString(3)),
                List.of(config.batch()));
        if (batch.isEmpty()) {
            return 0;
        }
        sender.send(batch.stream()
                .map(row -> OrderEventWriter.asRecord(row.orderId(), row.payload()))
                .toList());
        CrashPoints.OUTBOX_AFTER_ACK.reach();
        database.update(
                "DELETE FROM outbox WHERE id IN (" + Database.placeholders(batch.size()) + ")",
                batch.stream().map(Row::id).toList());
        return batch.size();
    }

    private void measure() {
        database.query(
                "SELECT COUNT(*), COALESCE(TIMESTAMPDIFF(MICROSECOND, MIN(created_at), UTC_TIMESTAMP(3)), 0) / 1000"
                        + " FROM outbox",
                row -> {
                    rows.set(row.getLong(1));
                    oldestMillis.set(row.getLong(2));
                    return null;
                },
                List.of());
    }
}
