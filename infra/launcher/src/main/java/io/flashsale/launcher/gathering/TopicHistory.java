package io.flashsale.launcher.gathering;

import io.flashsale.launcher.UserError;
import io.flashsale.servers.HostPort;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All that topics of a broker have now, from their beginnings. */
final class TopicHistory implements Closeable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private final HostPort broker;
    private final Duration longestSilence;
    private final KafkaConsumer<byte[], byte[]> consumer;

    TopicHistory(HostPort broker) {
        this(broker, LONGEST_SILENCE);
    }

    /** @param longestSilence after which a broker that has more to tell and does not is given up */
    TopicHistory(HostPort broker, Duration longestSilence) {
        this.broker = broker;
        this.longestSilence = longestSilence;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.toString(),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * Hands over every value that the topic has now, in the order of each partition.
     *
     * @return whether this is all that it ever had, and nothing has been deleted or compacted away
     * @throws IOException with a message for users when the broker does not answer
     */
    boolean read(String topic, Consumer<String> reader) throws IOException {
        try {
            List<TopicPartition> partitions = partitions(topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long missing = ends.values().stream().mapToLong(Long::longValue).sum();
            long heardAt = System.nanoTime();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
                if (!polled.isEmpty()) {
                    heardAt = System.nanoTime();
                } else if (System.nanoTime() - heardAt > longestSilence.toNanos()) {
                    throw new IOException("Kafka at " + broker + " does not answer any more");
                }
                for (ConsumerRecord<byte[], byte[]> each : polled) {
                    if (each.offset() >= ends.get(new TopicPartition(each.topic(), each.partition()))) {
                        continue;
                    }
                    missing--;
                    if (each.value() != null) {
                        reader.accept(new String(each.value(), StandardCharsets.UTF_8));
                    }
                }
            }
            return missing == 0;
        } catch (KafkaException e) {
            throw new IOException("Kafka at " + broker + " does not answer: " + e.getMessage(), e);
        }
    }

    private List<TopicPartition> partitions(String topic) {
        List<PartitionInfo> found = consumer.listTopics().get(topic);
        if (found == null) {
            throw new UserError("Kafka at " + broker + " has no topic " + topic);
        }
        return found.stream()
                .map(each -> new TopicPartition(topic, each.partition()))
                .toList();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE_LIMIT));
    }
}
