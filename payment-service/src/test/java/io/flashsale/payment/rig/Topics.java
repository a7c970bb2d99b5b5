package io.flashsale.payment.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flashsale.testing.RealServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The test's own hands on Kafka: it speaks for order-service and listens to what this service tells. */
public final class Topics {

    private static final String ORDERS = "flashsale.orders.v1";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static KafkaProducer<String, byte[]> producer;
    private static final Listener PAYMENTS = new Listener("flashsale.payments.v1");
    private static final Listener DEAD_LETTERS = new Listener("flashsale.orders.v1.dlq");

    private Topics() {}

    /** Sends a version of an order; returns when the broker has it. */
    public static void send(TestOrder order, String status, long version) {
        sendRaw(order.orderId(), order.json(status, version).getBytes(StandardCharsets.UTF_8));
    }

    /** Sends any bytes to the topic of order events. */
    public static void sendRaw(String key, byte[] value) {
        sendRaw(null, key, value);
    }

    /** Sends any bytes to one partition (null: by the key). */
    public static synchronized void sendRaw(Integer partition, String key, byte[] value) {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", bootstrap()), new StringSerializer(), new ByteArraySerializer());
        }
        try {
            producer.send(new ProducerRecord<>(ORDERS, partition, key, value)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The payment events of an order so far, as they were sent. */
    public static List<String> paymentEvents(TestOrder order) {
        return PAYMENTS.recordsOf(order.orderId()).stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    /** The types of the payment events of an order so far. */
    public static List<String> paymentEventTypes(TestOrder order) {
        return paymentEvents(order).stream()
                .map(event -> tree(event).path("type").asText())
                .toList();
    }

    /** The dead letters with a key so far. */
    public static List<ConsumerRecord<String, byte[]>> deadLetters(String key) {
        return DEAD_LETTERS.recordsOf(key);
    }

    /** Whether this service has put everything behind itself that is in the topic of order events now. */
    public static boolean areOrdersConsumed() {
        try (KafkaConsumer<byte[], byte[]> consumer = group()) {
            List<TopicPartition> partitions = partitions(consumer);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
            return partitions.stream().allMatch(partition -> {
                OffsetAndMetadata offset = committed.get(partition);
                return ends.get(partition) == 0 || (offset != null && offset.offset() >= ends.get(partition));
            });
        }
    }

    /** How many order events this service has put behind itself. */
    public static long committedOrders() {
        try (KafkaConsumer<byte[], byte[]> consumer = group()) {
            return consumer.committed(Set.copyOf(partitions(consumer))).values().stream()
                    .filter(Objects::nonNull)
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
        return consumer.partitionsFor(ORDERS).stream()
                .map(info -> new TopicPartition(ORDERS, info.partition()))
                .toList();
    }

    private static KafkaConsumer<byte[], byte[]> group() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap(), "group.id", "payment-service", "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    public static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String bootstrap() {
        return RealServers.servers().get("KAFKA");
    }

    private static final class Listener {

        private final String topic;
        private final List<ConsumerRecord<String, byte[]>> heard = new CopyOnWriteArrayList<>();
        private KafkaConsumer<String, byte[]> consumer;

        Listener(String topic) {
            this.topic = topic;
        }

        synchronized List<ConsumerRecord<String, byte[]>> recordsOf(String key) {
            if (consumer == null) {
                consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrap()),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
                List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
            }
            consumer.poll(Duration.ofMillis(50)).forEach(heard::add);
            return heard.stream().filter(record -> key.equals(record.key())).toList();
        }
    }
}
