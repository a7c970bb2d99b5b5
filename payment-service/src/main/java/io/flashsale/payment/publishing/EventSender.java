package io.flashsale.payment.publishing;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/** Sends entries to {@code flashsale.payments.v1} and tells which of them the broker has. */
@ApplicationScoped
class EventSender {

    private static final Logger LOG = Logger.getLogger(EventSender.class);

    private final MutinyEmitter<Record<String, String>> payments;
    private final PublishingConfig config;

    EventSender(@Channel("payments") MutinyEmitter<Record<String, String>> payments, PublishingConfig config) {
        this.payments = payments;
        this.config = config;
    }

    /** The ids of the entries that were acknowledged in time, in any order; the others are to be sent again. */
    List<Long> send(List<OutboxEntry> batch) {
        Queue<Long> acknowledged = new ConcurrentLinkedQueue<>();
        List<Uni<Void>> sends = new ArrayList<>();
        for (OutboxEntry entry : batch) {
            sends.add(payments.send(Record.of(entry.orderId(), entry.payload()))
                    .invoke(() -> acknowledged.add(entry.id())));
        }
        try {
            Uni.join().all(sends).andCollectFailures().await().atMost(config.ackTimeout());
        } catch (RuntimeException e) {
            LOG.warnf("Kafka acknowledged %d of %d events: %s", acknowledged.size(), batch.size(), e.getMessage());
        }
        return List.copyOf(acknowledged);
    }
}
