package io.flashsale.edge.tailing;

import io.flashsale.edge.Sale;
import io.flashsale.edge.selling.SaleBoard;
import io.flashsale.edge.selling.SaleMemory;
import io.flashsale.edge.selling.SalesFeed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * One consumer's way to where the tail begins: it reads the whole (compacted) topic of sales up to its end first, because
 * the sales say from when on orders matter. The feed reads the same topic for itself and does not tell where it is;
 * what both bring is taken in once.
 */
final class TopicReader {

    private static final int ASKING_TIMEOUT_MILLIS = 5_000;

    static final Duration POLL = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;
    private final OrderTail.Topics topics;
    private final SalesFeed feed;
    private final SaleBoard board;

    TopicReader(Consumer<byte[], byte[]> consumer, OrderTail.Topics topics, SalesFeed feed, SaleBoard board) {
        this.consumer = consumer;
        this.topics = topics;
        this.feed = feed;
        this.board = board;
    }

    /**
     * The offsets to begin with and the ends that were there at the start.
     *
     * @param from where to begin, by partition
     * @param ends what has to be read before the edge knows all that there was
     */
    record Way(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {}

    /** Reads the sales and finds the way; null when it was stopped before. */
    Way find(Instant now, BooleanSupplier stopping) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions(topics.orders()));
        replaySales(stopping);
        if (stopping.getAsBoolean()) {
            return null;
        }
        board.complete();
        List<Sale> sales = board.all().stream().map(SaleMemory::sale).toList();
        return new Way(TailStart.offsets(consumer, ends, TailStart.moment(sales, now)), ends);
    }

    private void replaySales(BooleanSupplier stopping) {
        Collection<TopicPartition> partitions = partitions(List.of(topics.sales()));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (!stopping.getAsBoolean() && !hasReached(consumer, ends)) {
            for (ConsumerRecord<byte[], byte[]> event : consumer.poll(POLL)) {
                if (event.value() != null) {
                    feed.take(new String(event.value(), StandardCharsets.UTF_8));
                }
            }
        }
    }

    /** Whether all before the ends has been read. */
    static boolean hasReached(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private Collection<TopicPartition> partitions(List<String> names) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String name : names) {
            int before = partitions.size();
            consumer.partitionsFor(name)
                    .forEach(partition -> partitions.add(new TopicPartition(name, partition.partition())));
            if (partitions.size() == before) {
                throw new UnknownTopicOrPartitionException("There is no topic " + name + " yet");
            }
        }
        return partitions;
    }

    /** What a consumer of this edge alone needs, on top of how Kafka is reached. */
    static Map<String, Object> settings(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("key.deserializer", ByteArrayDeserializer.class.getName());
        settings.put("value.deserializer", ByteArrayDeserializer.class.getName());
        settings.putIfAbsent("client.id", "order-tail");
        settings.remove("group.id");
        settings.put("enable.auto.commit", "false");
        settings.put("allow.auto.create.topics", "false");
        // Only where the offset is gone: a topic was made anew, or the events were too old to be kept.
        settings.put("auto.offset.reset", "earliest");
        settings.put("default.api.timeout.ms", ASKING_TIMEOUT_MILLIS);
        settings.put("request.timeout.ms", ASKING_TIMEOUT_MILLIS);
        return settings;
    }
}
