package io.flashsale.payment.publishing;

import io.flashsale.payment.crashing.CrashPoints;
import io.flashsale.payment.time.Rounds;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * The one thread that moves committed events from the outbox to Kafka.
 *
 * <p>It is woken by commits of this process and looks by itself in between. An entry is deleted only after the broker
 * acknowledged it, so a crash repeats an event and never loses one. A batch holds at most one event per order: the
 * next one goes only when the one before it is acknowledged, so a resent event cannot overtake.
 */
@ApplicationScoped
class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int TURN_TIMEOUT_SECONDS = 60;

    private final OutboxRepository entries;
    private final EventSender sender;
    private final OutboxMetrics metrics;
    private final PublishingConfig config;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "outbox-relay"));

    OutboxRelay(OutboxRepository entries, EventSender sender, OutboxMetrics metrics, PublishingConfig config) {
        this.entries = entries;
        this.sender = sender;
        this.metrics = metrics;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        long millis = config.pollInterval().toMillis();
        thread.scheduleWithFixedDelay(this::poll, millis, millis, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        Rounds.end(thread);
    }

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) OutboxAppended event) {
        if (!thread.isShutdown() && woken.compareAndSet(false, true)) {
            thread.execute(this::drain);
        }
    }

    private void poll() {
        drain();
        metrics.measure();
    }

    private void drain() {
        woken.set(false);
        try {
            boolean more = true;
            while (more && !thread.isShutdown()) {
                more = QuarkusTransaction.requiringNew()
                        .timeout(TURN_TIMEOUT_SECONDS)
                        .call(this::relayBatch);
            }
        } catch (RuntimeException e) {
            // Kafka or the database is away; the entries stay and the next poll tries again.
            LOG.warnf("Events wait in the outbox: %s", e.toString());
        }
    }

    /** Sends one batch; true when another one should follow at once. */
    private boolean relayBatch() {
        if (!entries.takeTurn()) {
            return false;
        }
        List<OutboxEntry> oldest = entries.oldest(config.batchSize());
        List<OutboxEntry> batch = firstOfEachOrder(oldest);
        if (batch.isEmpty()) {
            return false;
        }
        // Suspended, because the sending would carry this transaction to Kafka's threads; the turn stays locked.
        List<Long> acknowledged = QuarkusTransaction.suspendingExisting().call(() -> sender.send(batch));
        if (!acknowledged.isEmpty()) {
            CrashPoints.PAYMENT_OUTBOX_AFTER_ACK.reach();
            entries.deleteAll(acknowledged);
        }
        boolean allSent = acknowledged.size() == batch.size();
        return allSent && (batch.size() < oldest.size() || oldest.size() == config.batchSize());
    }

    private static List<OutboxEntry> firstOfEachOrder(List<OutboxEntry> oldest) {
        Set<String> orders = new HashSet<>();
        List<OutboxEntry> first = new ArrayList<>(oldest);
        first.removeIf(entry -> !orders.add(entry.orderId()));
        return first;
    }
}
