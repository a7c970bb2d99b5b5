package io.flashsale.payment.ordering;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * How far this service has read the orders, as Kafka remembers it. Committed here rather than by the connector, whose
 * failed commits would be repeated only with the next poll, and whose stop would not wait for the last one.
 */
@ApplicationScoped
class Offsets {

    static final String CHANNEL = "orders";

    private static final Logger LOG = Logger.getLogger(Offsets.class);

    private final KafkaClientService clients;
    private final OrderingConfig config;

    Offsets(KafkaClientService clients, OrderingConfig config) {
        this.clients = clients;
        this.config = config;
    }

    /** Commits the end of the poll; throws when Kafka has not answered in time. Blocks. */
    void commit(ConsumerRecords<byte[], byte[]> poll) {
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        for (TopicPartition partition : poll.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> ofPartition = poll.records(partition);
            long last = ofPartition.get(ofPartition.size() - 1).offset();
            next.put(partition, new OffsetAndMetadata(last + 1));
        }
        KafkaConsumer<Object, Object> consumer = clients.getConsumer(CHANNEL);
        consumer.getAssignments()
                .chain(assigned -> {
                    // A partition that has moved on belongs to a copy that may be further already.
                    next.keySet().retainAll(assigned);
                    return next.isEmpty() ? Uni.createFrom().voidItem() : consumer.commit(next);
                })
                .onFailure(CommitFailedException.class)
                .recoverWithItem(lost -> {
                    LOG.info("The partitions of the orders went to another copy, which repeats this poll");
                    return null;
                })
                .await()
                .atMost(config.commitTimeout());
    }
}
