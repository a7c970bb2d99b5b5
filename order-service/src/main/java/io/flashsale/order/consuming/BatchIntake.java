package io.flashsale.order.consuming;

import io.flashsale.order.consuming.DeadLetters.DeadLetter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * The way of every consumed batch: unreadable records to the dead letters, the rest to the work, then the offsets.
 *
 * <p>Each step is tried until it succeeds, with exponential backoff and jitter, so a missing database, broker or sale
 * pauses the partition instead of failing it; meanwhile the connector goes on polling and keeps its place in the
 * group. The offsets are committed here rather than by the connector: a commit that fails with nothing following it
 * would otherwise never be repeated, and inventory-service waits on exactly these offsets before a rebuild.
 */
@ApplicationScoped
public class BatchIntake {

    private static final Logger LOG = Logger.getLogger(BatchIntake.class);

    private static final double JITTER = 0.5;

    private final KafkaClientService clients;
    private final DeadLetters deadLetters;
    private final BatchesInHand inHand;
    private final ConsumingConfig config;
    private final MeterRegistry metrics;

    BatchIntake(
            KafkaClientService clients,
            DeadLetters deadLetters,
            BatchesInHand inHand,
            ConsumingConfig config,
            MeterRegistry metrics) {
        this.clients = clients;
        this.deadLetters = deadLetters;
        this.inHand = inHand;
        this.config = config;
        this.metrics = metrics;
    }

    /**
     * Takes one poll's records in.
     *
     * @param channel the incoming channel they came from
     * @param work does its job on a worker thread and may block; it may be called again with the same events, also
     *     after it succeeded in part, and throws when it has to be
     * @return completes when the offsets are committed; fails never, and never completes once the service stops
     */
    public <T> Uni<Void> take(
            String channel, ConsumerRecords<byte[], byte[]> records, EventReader<T> reader, Consumer<List<T>> work) {
        if (!inHand.begin(channel, oldest(records))) {
            return Uni.createFrom().nothing();
        }
        List<T> events = new ArrayList<>(records.count());
        List<DeadLetter> unreadable = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> source : records) {
            try {
                events.add(reader.read(EventFields.parse(source.value())));
            } catch (UnreadableEventException e) {
                unreadable.add(new DeadLetter(source, e.getMessage()));
            }
        }
        return untilDone(channel, onWorker(() -> deadLetters.write(unreadable)))
                .chain(() -> events.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : untilDone(channel, onWorker(() -> work.accept(events))))
                .chain(() -> untilDone(channel, commit(channel, records)))
                .onTermination()
                .invoke(() -> inHand.end(channel))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.infof("A batch of %s is left to whoever reads it next: %s", channel, failure.toString());
                    return Uni.createFrom().nothing();
                });
    }

    private static long oldest(ConsumerRecords<byte[], byte[]> records) {
        long oldest = Long.MAX_VALUE;
        for (ConsumerRecord<byte[], byte[]> each : records) {
            oldest = Math.min(oldest, each.timestamp());
        }
        return oldest;
    }

    private static Uni<Void> onWorker(Runnable step) {
        return Uni.createFrom()
                .<Void>item(() -> {
                    step.run();
                    return null;
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Uni<Void> untilDone(String channel, Uni<Void> step) {
        return step.onFailure(failure -> !inHand.isStopping())
                .invoke(failure -> {
                    metrics.counter("flashsale.batches.retried", "channel", channel)
                            .increment();
                    LOG.warnf("A batch of %s waits and is tried again: %s", channel, failure.toString());
                })
                .onFailure(failure -> !inHand.isStopping())
                .retry()
                .withBackOff(config.firstBackoff(), config.maxBackoff())
                .withJitter(JITTER)
                .indefinitely();
    }

    private Uni<Void> commit(String channel, ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> ofPartition = records.records(partition);
            long last = ofPartition.get(ofPartition.size() - 1).offset();
            next.put(partition, new OffsetAndMetadata(last + 1));
        }
        return Uni.createFrom().deferred(() -> {
            var consumer = clients.getConsumer(channel);
            return consumer.getAssignments()
                    .chain(assigned -> {
                        Map<TopicPartition, OffsetAndMetadata> ours = onlyAssigned(next, assigned);
                        return ours.isEmpty() ? Uni.createFrom().voidItem() : consumer.commit(ours);
                    })
                    .onFailure(CommitFailedException.class)
                    .recoverWithItem(lost -> {
                        LOG.infof("The partitions of %s went to another consumer, which repeats this batch", channel);
                        return null;
                    });
        });
    }

    /** A partition that has moved on belongs to a consumer that may be further already: its offset is not ours. */
    private static Map<TopicPartition, OffsetAndMetadata> onlyAssigned(
            Map<TopicPartition, OffsetAndMetadata> next, Set<TopicPartition> assigned) {
        Map<TopicPartition, OffsetAndMetadata> ours = new HashMap<>(next);
        ours.keySet().retainAll(assigned);
        return ours;
    }
}
