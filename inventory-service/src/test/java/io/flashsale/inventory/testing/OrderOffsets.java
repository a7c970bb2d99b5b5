package io.flashsale.inventory.testing;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far inventory-service has come in the order events. */
final class OrderOffsets {

    private OrderOffsets() {}

    /** Whether it has committed everything that is in the topic now. */
    static boolean areConsumed() {
        try (KafkaConsumer<String, String> consumer = Topics.consumer(Map.of("group.id", "inventory-service"))) {
            List<TopicPartition> partitions = Topics.partitions(consumer, Topics.ORDERS);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(new HashSet<>(partitions));
            return partitions.stream().allMatch(partition -> {
                OffsetAndMetadata offset = committed.get(partition);
                return ends.get(partition) == 0 || (offset != null && offset.offset() >= ends.get(partition));
            });
        }
    }
}
