package io.flashsale.order.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flashsale.testing.RealServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics around order-service: written as the other services would, read from their beginning. */
public final class Topics {

    public static final String RESERVATIONS = "flashsale.reservations.v1";
    public static final String ORDERS = "flashsale.orders.v1";
    public static final String PAYMENTS = "flashsale.payments.v1";
    public static final String SALES = "flashsale.sales.v1";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final KafkaProducer<byte[], byte[]> PRODUCER = new KafkaProducer<>(
            Map.of("bootstrap.servers", RealServers.servers().get("KAFKA"), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    private Topics() {}

    /** Writes one record and returns when it is acknowledged. */
    public static void write(String topic, String key, String value) {
        write(topic, null, key, value);
    }

    /** Writes one record to one partition (null: by its key) and returns when it is acknowledged. */
    public static void write(String topic, Integer partition, String key, String value) {
        try {
            PRODUCER.send(new ProducerRecord<>(topic, partition, bytes(key), bytes(value)))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Writes many records and returns when all are acknowledged. */
    public static void writeAll(String topic, Map<String, String> values) {
        values.forEach((key, value) -> PRODUCER.send(new ProducerRecord<>(topic, bytes(key), bytes(value))));
        PRODUCER.flush();
    }

    /** Everything in the topic now, record by record. */
    public static List<ConsumerRecord<byte[], byte[]>> readAll(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of())) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    /** The events of {@code flashsale.orders.v1} with this field of this value, in the order of their partition. */
    public static List<JsonNode> orderEvents(String field, String value) {
        return readAll(ORDERS).stream()
                .map(event -> json(new String(event.value(), StandardCharsets.UTF_8)))
                .filter(event -> event.path(field).asText().equals(value))
                .toList();
    }

    /** Whether a group has committed everything that is in the topic now. */
    public static boolean isConsumed(String group, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of("group.id", group))) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(new java.util.HashSet<>(partitions));
            return partitions.stream().allMatch(partition -> {
                OffsetAndMetadata offset = committed.get(partition);
                return ends.get(partition) == 0 || (offset != null && offset.offset() >= ends.get(partition));
            });
        }
    }

    /** How many records of a sale a group has put behind itself. */
    public static long committedOf(String saleId, String group, String topic) {
        Map<TopicPartition, OffsetAndMetadata> committed;
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of("group.id", group))) {
            committed = consumer.committed(new java.util.HashSet<>(partitions(consumer, topic)));
        }
        return readAll(topic).stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).startsWith(saleId + "-"))
                .filter(record -> {
                    OffsetAndMetadata next = committed.get(new TopicPartition(topic, record.partition()));
                    return next != null && record.offset() < next.offset();
                })
                .count();
    }

    /** How many consumers the group has now. */
    public static int members(String group) {
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", (Object) RealServers.servers().get("KAFKA")))) {
            return admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get()
                    .members()
                    .size();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> more) {
        Map<String, Object> settings = new java.util.HashMap<>(more);
        settings.put("bootstrap.servers", RealServers.servers().get("KAFKA"));
        settings.put("enable.auto.commit", false);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
